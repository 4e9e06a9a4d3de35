import fc from 'fast-check';
import { InputError } from '../../../src/errors/senhasegura-error.js';
import { checkChanges, checkInput, pathSegment } from '../../../src/vault/input/read-input.js';
import { CREDENTIAL_FIELDS, type CredentialInput } from '../../../src/vault/pam/write-credential.js';
import { SSH_KEY_FIELDS } from '../../../src/vault/pam/write-ssh-key.js';

const GOOD: CredentialInput = { username: 'app', hostname: 'db.example.com', ip: '192.0.2.1' };

function problemsOf(work: () => unknown): readonly string[] {
  let problems: readonly string[] | undefined;
  expect(() => {
    try {
      work();
    } catch (error) {
      if (error instanceof InputError) problems = error.problems;
      throw error;
    }
  }).toThrow(InputError);
  return problems ?? [];
}

/** As a program without types could call it. */
const check = (input: object) => checkInput('credential', input as CredentialInput, CREDENTIAL_FIELDS);

describe('checkInput', () => {
  test('spells the fields as each dialect does', () => {
    const body = check({
      ...GOOD,
      password: 'fake',
      tags: ['a', 'b c'],
      type: 'Local User',
      additional: '',
      parent: 7,
    });
    const common = { username: 'app', hostname: 'db.example.com', ip: '192.0.2.1', parent_password: '7' };
    expect(body('iso')).toEqual({
      ...common,
      content: 'fake',
      tags: 'a,b c',
      credential_type: 'Local User',
      additional: '',
    });
    expect(body('api')).toEqual({
      ...common,
      password: 'fake',
      tags: ['a', 'b c'],
      type: 'Local User',
      additional_info: '',
    });
  });

  test('a field that is undefined is absent', () => {
    expect(check({ ...GOOD, password: undefined })('iso')).toEqual(GOOD);
    expect(problemsOf(() => check({ ...GOOD, ip: undefined }))).toEqual(['credential: ip is missing.']);
  });

  test('reports all problems together, and quotes no value', () => {
    const problems = problemsOf(() =>
      check({
        username: '',
        ip: 'fake\nline',
        password: '',
        tags: ['a,b'],
        parent: 'x',
        domain: null,
        hostnme: 'fake',
      }),
    );
    expect(problems).toEqual([
      'credential: username has to be a text on one line that is not empty.',
      'credential: ip has to be a text on one line that is not empty.',
      'credential: password has to be a text that is not empty (valid Unicode).',
      'credential: tags has to be a list of texts without commas.',
      'credential: parent has to be an id: digits.',
      'credential: domain has to be a text on one line that is not empty.',
      expect.stringMatching(/^credential: "hostnme" is no known field; there are identifier, username, /),
      'credential: hostname is missing.',
    ]);
  });

  test('a field that the dialect does not know is an error, not left out', () => {
    const key = { username: 'u', hostname: 'h', publicKey: 'fake', privateKey: 'fake', autoRotate: true };
    const body = checkInput('SSH key', key, SSH_KEY_FIELDS);
    expect(body('api')).toMatchObject({ auto_rotate: true });
    expect(problemsOf(() => body('iso'))).toEqual([
      'SSH key: autoRotate is not known below /iso of the vault. Leave it out.',
    ]);
  });

  test('whatever a program gives, a body holds only what the table knows, or it is an InputError', () => {
    const names = Object.keys(CREDENTIAL_FIELDS);
    const known = new Set(Object.values(CREDENTIAL_FIELDS).map(({ iso }) => iso));
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.anything(), fc.array(fc.string()));
    const input = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), value);
    fc.assert(
      fc.property(input, fc.boolean(), (odd, complete) => {
        try {
          const body = check(complete ? { ...odd, ...GOOD } : odd)('iso');
          expect(Object.keys(body).filter((name) => !known.has(name))).toEqual([]);
          expect(JSON.stringify(body).isWellFormed()).toBe(true);
          expect(JSON.parse(JSON.stringify(body))).toEqual(body);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
        }
      }),
    );
  });
});

describe('checkChanges', () => {
  test('needs no required field, but something to change', () => {
    expect(checkChanges<CredentialInput>('credential', { ip: '192.0.2.2' }, CREDENTIAL_FIELDS)('iso')).toEqual({
      ip: '192.0.2.2',
    });
    expect(problemsOf(() => checkChanges<CredentialInput>('credential', {}, CREDENTIAL_FIELDS))).toEqual([
      'credential: there is nothing to change.',
    ]);
  });
});

describe('pathSegment', () => {
  test.each([
    ['7', '7'],
    [7, '7'],
    ['cart/npf/cassandra', 'cart%2Fnpf%2Fcassandra'],
    ['...', '...'],
  ])('writes %j', (value, segment) => {
    expect(pathSegment('the id', value)).toBe(segment);
  });

  test.each(['', '.', '..', '\ud800'])('refuses %j', (value) => {
    expect(() => pathSegment('the id', value)).toThrow(InputError);
  });

  test('whatever the text, it stays one segment below its folder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(text.isWellFormed() && !['', '.', '..'].includes(text));
        const { pathname, search, hash, host } = new URL(`/iso/x/${pathSegment('it', text)}`, 'https://vault.invalid');
        expect([host, search, hash]).toEqual(['vault.invalid', '', '']);
        expect(pathname.split('/').slice(0, 3)).toEqual(['', 'iso', 'x']);
        expect(pathname.split('/')).toHaveLength(4);
        expect(decodeURIComponent(pathname.split('/')[3] ?? '')).toBe(text);
      }),
    );
  });
});
