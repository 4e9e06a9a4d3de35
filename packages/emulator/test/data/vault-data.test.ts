import fc from 'fast-check';
import { stringify } from 'yaml';
import { checkVaultData, parseVaultData, VaultDataError } from '../../src/data/vault-data.js';
import { sampleData } from '../../src/data/sample.js';
import type { Block } from '../../src/data/schema.js';

const auth = { method: 'oauth2', clientId: 'id', clientSecret: 'fake-secret' } as const;
const authorizations = [{ name: 'default', auth }];

function problemsOf(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof VaultDataError) return error.problems;
    throw error;
  }
  return [];
}

describe('a data file', () => {
  test('the sample can be written as YAML and read back', () => {
    expect(parseVaultData(stringify(sampleData()), 'sample.yaml')).toEqual(checkVaultData(sampleData()));
  });

  test('any block survives YAML and JSON', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null));
    const text = fc.string({ unit: 'binary' }).filter((given) => given.isWellFormed());
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            text,
            value.filter((v) => typeof v !== 'string' || v.isWellFormed()),
          ),
        ),
        (fields) => {
          const block: Block = Object.fromEntries(fields);
          const file = { authorizations, secrets: [{ identity: 'x', data: [block] }] };
          for (const written of [stringify(file), JSON.stringify(file)]) {
            const [secret] = parseVaultData(written, 'file').secrets;
            expect(JSON.stringify(secret?.data)).toBe(JSON.stringify([block]));
          }
        },
      ),
    );
  });

  test('all problems are reported together, without values', () => {
    const problems = problemsOf(() =>
      checkVaultData({
        authorizations: [{ name: 'a', auth: { ...auth, clientSecret: 7 }, expires: 'soon', allowedIps: ['here'] }],
        secrets: [{ identity: 'x', data: { nested: { secret: 'fake-hidden' } } }, { data: [] }],
        credentials: [{ id: 'twelve', username: 'u', hostname: 'h', password: 'fake-hidden' }],
        surprise: true,
      }),
    );
    expect(problems).toEqual([
      'authorizations.0.auth.clientSecret: expected string',
      'authorizations.0.expires: must be a UTC time like 2030-01-31T12:00:00Z',
      expect.stringMatching(/^authorizations\.0\.allowedIps\.0: /) as unknown,
      expect.stringMatching(/^secrets\.0\.data: must be a list of blocks or one block/) as unknown,
      'secrets.1.identity: is missing',
      'credentials.0.id: must be a text of digits',
      'surprise: is no field of this format',
    ]);
    expect(problems.join('\n')).not.toContain('fake-hidden');
  });

  test('names and ids that stand for two things are reported', () => {
    const credential = { id: '1', username: 'u', hostname: 'h', password: 'p' };
    const problems = problemsOf(() =>
      checkVaultData({
        authorizations: [...authorizations, ...authorizations],
        secrets: [
          { identity: 'x', data: [] },
          { identity: 'x', data: [] },
        ],
        credentials: [credential],
        sshKeys: [{ id: '1', username: 'u', hostname: 'h' }],
      }),
    );
    expect(problems).toEqual([
      'authorizations name: "default" is used twice',
      'authorizations key: "id" is used twice',
      'secrets identity: "x" is used twice',
      'credentials and sshKeys id: "1" is used twice',
    ]);
  });

  test('text that is no YAML is reported by line', () => {
    expect(problemsOf(() => parseVaultData('authorizations:\n  - name: "x\n', 'file.yaml'))).toEqual([
      expect.stringMatching(/^line \d+: [A-Z_]+$/) as unknown,
    ]);
  });

  test('what is wrong in a text is reported with its line', () => {
    const text = [
      'authorizations:',
      '  - name: default',
      '    auth:',
      '      method: oauth2',
      '      clientId: id',
      'secrets:',
      '  - {identity: x, data: []}',
      '  - identity: y',
      '    data:',
      '      - nested: {}',
      'surprise: 1',
    ].join('\n');
    expect(problemsOf(() => parseVaultData(text, 'file.yaml'))).toEqual([
      'line 3: authorizations.0.auth.clientSecret: is missing',
      expect.stringMatching(/^line 9: secrets\.1\.data: must be/) as unknown,
      'line 11: surprise: is no field of this format',
    ]);
  });

  test('what stands for two things is reported with the line of the second, in JSON too', () => {
    const json = JSON.stringify(
      {
        authorizations,
        secrets: [
          { identity: 'x', data: [] },
          { identity: 'x', data: [] },
        ],
      },
      null,
      1,
    );
    const line = json.split('\n').findLastIndex((text) => text.trim() === '{') + 1;
    expect(problemsOf(() => parseVaultData(json, 'file.json'))).toEqual([
      `line ${line}: secrets identity: "x" is used twice`,
    ]);
  });

  test.each(['', '[]', '7'])('%j is refused', (text) => {
    expect(problemsOf(() => parseVaultData(text, 'file.yaml'))).not.toEqual([]);
  });

  test('a made ed25519 key with a passphrase is refused', () => {
    const sshKeys = [{ id: '1', username: 'u', hostname: 'h', passphrase: 'fake' }];
    expect(problemsOf(() => checkVaultData({ authorizations, sshKeys }))).toHaveLength(1);
  });
});
