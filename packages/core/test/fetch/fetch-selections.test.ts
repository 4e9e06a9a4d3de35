import type { Decrypt } from '../../src/decrypt/decrypted.js';
import { InputError } from '../../src/errors/senhasegura-error.js';
import { fetchSelections, type Sources } from '../../src/fetch/fetch-selections.js';
import type { ItemReading, ReadItem } from '../../src/vault/item.js';
import type { Field } from '../../src/values/secret-value.js';
import { parseSelections } from '../../src/references/parse-selections.js';

const fields = (...pairs: readonly (readonly [string, string])[]): readonly Field[] =>
  pairs.map(([name, value]) => ({ name, value }));

const DB = fields(
  ['user', 'root'],
  ['password', 'fake'],
  ['encoded', 'ZmFrZQ=='],
  ['user', 'second'],
  ['plain', 'no base64!'],
);
const KEY = fields(['private_key', 'fake key'], ['passphrase', ''], ['password', 'fake phrase']);

function sourcesOf(items: Readonly<Record<string, readonly Field[]>>): Sources {
  const reader =
    (source: string): ReadItem =>
    (id) => {
      const found = items[`${source}:${id}`];
      const reading: ItemReading =
        found === undefined ? { kind: 'missing', why: 'it is not there.' } : { kind: 'found', fields: found };
      return Promise.resolve(reading);
    };
  return {
    every: {
      dsm: () => Promise.resolve([{ id: 'db', fields: DB }]),
      jit: () => Promise.resolve([{ id: 'account', fields: DB }]),
    },
    items: {
      dsm: reader('dsm'),
      jit: reader('jit'),
      pam: reader('pam'),
      ssh: reader('ssh'),
      info: reader('info'),
      'mysafe-password': reader('mysafe-password'),
      'mysafe-note': reader('mysafe-note'),
      'mysafe-api': reader('mysafe-api'),
      cert: reader('cert'),
    },
  };
}

const plain: Decrypt = (text) => ({ kind: 'plain', text });

async function fetch(lines: string, decrypt: Decrypt = plain, sources = sourcesOf({ 'dsm:db': DB, 'ssh:k': KEY })) {
  const notices: string[] = [];
  const { selections } = parseSelections(lines);
  const warnings: string[] = [];
  const log = {
    notice: (message: string) => notices.push(message),
    warning: (message: string) => warnings.push(message),
  };
  const fetched = await fetchSelections(selections, sources, { log, decrypt });
  return {
    notices,
    warnings,
    values: fetched.map(({ reference, field, value }) => [reference, field, value]),
    fetched,
  };
}

test('one field, every field, and every secret', async () => {
  expect((await fetch('dsm:db#password > A')).values).toEqual([['dsm:db#password', 'password', 'fake']]);
  expect((await fetch('dsm:db')).values).toHaveLength(5);
  expect((await fetch('dsm:*')).values).toHaveLength(5);
});

test('a name that two blocks have brings both values', async () => {
  expect((await fetch('dsm:db#user > A')).values.map(([, , value]) => value)).toEqual(['root', 'second']);
});

test('everything that is missing is told together, with line and advice', async () => {
  const failure: unknown = await fetch('dsm:db#pass > A\n\ndsm:gone#x > B\ndsm:db#user | json=/a > C').catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(InputError);
  expect(failure instanceof InputError && failure.problems).toEqual([
    expect.stringMatching(/^Line 1 .*no field "pass".*mean "password"\?/),
    expect.stringMatching(/^Line 3 .*it is not there/),
    expect.stringMatching(/^Line 4 .*field "user"/),
    expect.stringMatching(/^Line 4 .*field "user"/),
  ]);
  expect(String(failure)).not.toContain('root');
});

test('what is optional is a notice; a value that can not be read never is', async () => {
  const { notices, values } = await fetch('dsm:gone | optional\ndsm:db#pass | optional > A\ndsm:db#password > B');
  expect(notices).toEqual([expect.stringMatching(/^Line 1/), expect.stringMatching(/^Line 2/)]);
  expect(values).toHaveLength(1);
  await expect(fetch('dsm:db#plain | optional | base64 > A')).rejects.toThrow(InputError);
});

test('decryption comes first, modifiers after it', async () => {
  const decrypt: Decrypt = (text) => ({
    kind: 'decrypted',
    text: text.replace('fake', 'ZmFrZSB2YWx1ZQ=='),
    padding: 'OAEP with SHA-1' as never,
  });
  expect((await fetch('dsm:db#password | base64 > A', decrypt)).values).toEqual([
    ['dsm:db#password', 'password', 'fake value'],
  ]);
});

test('a field that decryption refuses is an error with its reason', async () => {
  const decrypt: Decrypt = () => ({ kind: 'refused', problem: 'the vault could not encrypt.' });
  await expect(fetch('dsm:db#password | optional > A', decrypt)).rejects.toThrow(/Line 1.*could not encrypt/);
});

test('a key for an agent brings its passphrase; an empty one is none', async () => {
  const [key] = (await fetch('ssh:k > ssh-agent')).fetched;
  expect(key).toMatchObject({ value: 'fake key', passphrase: 'fake phrase' });
  const [file] = (await fetch('ssh:k > path:KEY')).fetched;
  expect(file).not.toHaveProperty('passphrase');
});

test('fails only after every read has ended: a late one could take custody after the release', async () => {
  const ended: string[] = [];
  const sources = sourcesOf({});
  const late: Sources = {
    ...sources,
    items: {
      ...sources.items,
      dsm: () => Promise.reject(new Error('refused')),
      pam: async (id) => {
        await new Promise((resolve) => setImmediate(resolve));
        ended.push(id);
        return { kind: 'found', fields: KEY };
      },
    },
  };
  await expect(fetch('dsm:db#x > A\npam:7 > B', plain, late)).rejects.toThrow('refused');
  expect(ended).toEqual(['7']);
});

test('an authorization that can read nothing is told of, unless that is meant so', async () => {
  const empty: Sources = {
    ...sourcesOf({}),
    every: { dsm: () => Promise.resolve([]), jit: () => Promise.resolve([]) },
  };
  const { warnings, values } = await fetch('dsm:*', plain, empty);
  expect(values).toEqual([]);
  expect(warnings).toEqual([expect.stringMatching(/^Line 1 .*no secret at all.*console/)]);
  expect((await fetch('dsm:* | optional', plain, empty)).warnings).toEqual([]);
  expect((await fetch('jit:*', plain, empty)).warnings).toEqual([expect.stringMatching(/no account.*ephemeral/)]);
});
