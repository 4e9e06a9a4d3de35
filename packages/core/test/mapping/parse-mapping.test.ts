import fc from 'fast-check';
import { InputError } from '../../src/errors/senhasegura-error.js';
import { type Mapping, parseMapping } from '../../src/mapping/parse-mapping.js';
import { failureOf } from '../http/support/client.js';
import { VENDOR_EXAMPLE } from './vendor-example.js';

const parse = (mapping: unknown): Promise<Mapping> => parseMapping(JSON.stringify(mapping), 'map.json');

async function problemsOf(text: string): Promise<readonly string[]> {
  const failure = await failureOf(parseMapping(text, 'map.json'));
  expect(failure).toBeInstanceOf(InputError);
  return failure instanceof InputError ? failure.problems : [];
}

describe('parseMapping', () => {
  test("reads the vendor's example", async () => {
    const { variables } = await parse(VENDOR_EXAMPLE);
    expect(variables.map(({ variable }) => variable)).toEqual([
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'DB_USER',
      'DB_PASSWORD',
      'DB_HOST',
      'API_KEY',
      'API_SECRET',
      'WEBHOOK_SECRET',
    ]);
    expect(variables[2]?.place).toBe('map.json: credentials, entry 1 ("DATABASE_CREDS")');
  });

  test("takes a type in letters of any case, as the vendor's CLI does", async () => {
    const fields = { access_key_id: 'A', secret_access_key: 'B' };
    const { variables } = await parse({ access_keys: [{ name: 'KEYS', type: 'AZURE', fields }] });
    expect(variables).toHaveLength(2);
  });

  test('keeps the text for the vault, without a byte order mark', async () => {
    const text = ' {"key_value": [{"name": "A", "fields": ["B"]}]}\n';
    expect((await parseMapping(`\uFEFF${text}`, 'map.json')).text).toBe(text);
  });

  test.each([
    ['an unknown block', { secrets: [] }, /"secrets" is no known key; there are access_keys, credentials, key_value/],
    ['a block that is no list', { key_value: {} }, /`key_value` has to be a list/],
    ['an entry that is no object', { key_value: ['A'] }, /key_value, entry 1: has to be an object/],
    [
      'an unknown key',
      { key_value: [{ name: 'A', fields: ['B'], type: 'aws' }] },
      /entry 1 \("A"\): "type" is no known/,
    ],
    ['no name', { key_value: [{ fields: ['B'] }] }, /key_value, entry 1: `name` has to be a text/],
    ['an empty name', { key_value: [{ name: ' ', fields: ['B'] }] }, /`name` has to be a text that is not empty/],
    ['a name of two lines', { key_value: [{ name: 'a\nb', fields: ['B'] }] }, /`name` has to be a text/],
    ['no fields', { key_value: [{ name: 'A' }] }, /`fields` has to be a list of at least one variable/],
    ['an empty list', { key_value: [{ name: 'A', fields: [] }] }, /`fields` has to be a list of at least one variable/],
    ['a leaf that is no text', { key_value: [{ name: 'A', fields: [7] }] }, /number 1 of `fields` has to be the name/],
    ['an empty leaf', { key_value: [{ name: 'A', fields: ['B', ''] }] }, /number 2 of `fields` has to be the name/],
    ['a leaf with a line end', { key_value: [{ name: 'A', fields: ['B\nC=1'] }] }, /number 1 of `fields`/],
    ['a leaf with an equals sign', { key_value: [{ name: 'A', fields: ['B=1'] }] }, /number 1 of `fields`/],
    ['a variable twice', { key_value: [{ name: 'A', fields: ['B', 'B'] }] }, /the variable "B" is named twice/],
    [
      'a name twice in a block',
      {
        key_value: [
          { name: 'A', fields: ['B'] },
          { name: 'A', fields: ['C'] },
        ],
      },
      /key_value, entry 2 \("A"\): another entry of the block has the same name/,
    ],
    [
      'an unknown cloud',
      { access_keys: [{ name: 'A', type: 'oci', fields: { access_key_id: 'B', secret_access_key: 'C' } }] },
      /`type` has to be "aws", "azure" or "gcp"/,
    ],
    [
      'half an access key',
      { access_keys: [{ name: 'A', type: 'aws', fields: { access_key_id: 'B' } }] },
      /the field `secret_access_key` is missing/,
    ],
    [
      'an unknown field',
      { credentials: [{ name: 'A', fields: { user: 'B', password: 'C', pass: 'D' } }] },
      /"pass" is no known key; there are user, password, host/,
    ],
    ['fields that are no object', { credentials: [{ name: 'A', fields: ['B'] }] }, /`fields` has to be an object/],
    ['nothing to map', { access_keys: [], key_value: [] }, /maps no variable/],
    ['a list', [], /has to be a JSON object with the blocks/],
  ])('refuses %s', async (_, mapping, problem) => {
    const problems = await problemsOf(JSON.stringify(mapping));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^map\.json: /);
    expect(problems[0]).toMatch(problem);
  });

  test('refuses a key that is there twice, and names its line', async () => {
    const text = '{"key_value": [{"name": "A",\n "fields": ["B"],\n "fields": ["C"]}]}';
    expect(await problemsOf(text)).toEqual(['map.json: line 3: "fields" is there twice. Keep one of them.']);
  });

  test('a key `__proto__` is a key like any other', async () => {
    expect(await problemsOf('{"__proto__": {"key_value": []}, "key_value": [{"name": "A", "fields": ["B"]}]}')).toEqual(
      ['map.json: "__proto__" is no known key; there are access_keys, credentials, key_value.'],
    );
  });

  test('says which line is no JSON, and quotes nothing of it', async () => {
    expect(await problemsOf('{"key_value": [\n{"name": "fake-secret" "fields"')).toEqual([
      'map.json: is no valid JSON (line 2).',
    ]);
  });

  test('refuses a file of megabytes', async () => {
    expect(await problemsOf(' '.repeat(1024 * 1024 + 1))).toEqual([
      'map.json: has more than 1048576 characters, so it is no mapping file.',
    ]);
  });

  test('reports all problems together', async () => {
    const problems = await problemsOf(
      JSON.stringify({
        other: 1,
        access_keys: [{ name: '', type: 'x', fields: { access_key_id: '' } }],
        credentials: [{ name: 'A', fields: { user: 'B', password: 'B' } }],
        key_value: 'no',
      }),
    );
    expect(problems.map((problem) => problem.slice(0, 48))).toEqual([
      'map.json: "other" is no known key; there are acc',
      'map.json: access_keys, entry 1: `name` has to be',
      'map.json: access_keys, entry 1: `type` has to be',
      'map.json: access_keys, entry 1: the field `secre',
      'map.json: access_keys, entry 1: the field `acces',
      'map.json: credentials, entry 1 ("A"): the variab',
      'map.json: `key_value` has to be a list of entrie',
    ]);
  });
});

describe('parseMapping of anything', () => {
  const word = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,11}$/);
  const entries = <T extends object>(fields: fc.Arbitrary<T>) =>
    fc.uniqueArray(fields, { selector: (entry) => (entry as { readonly name: string }).name, maxLength: 4 });
  const pair = fc.uniqueArray(word, { minLength: 2, maxLength: 2 }).map(([a = '', b = '']) => ({ a, b }));
  const good = fc.record({
    access_keys: entries(
      fc
        .tuple(word, fc.constantFrom('aws', 'azure', 'gcp'), pair)
        .map(([name, type, { a, b }]) => ({ name, type, fields: { access_key_id: a, secret_access_key: b } })),
    ),
    credentials: entries(fc.tuple(word, pair).map(([name, { a, b }]) => ({ name, fields: { user: a, password: b } }))),
    key_value: entries(fc.record({ name: word, fields: fc.uniqueArray(word, { minLength: 1, maxLength: 4 }) })),
  });

  /** Every text below a `fields`, in order: an independent reader of good files. */
  const leavesOf = (node: unknown, inFields = false): string[] => {
    if (typeof node === 'string') return inFields ? [node] : [];
    if (typeof node !== 'object' || node === null) return [];
    return Object.entries(node).flatMap(([key, value]) => leavesOf(value, inFields || key === 'fields'));
  };

  test('finds every leaf of a good file', async () => {
    await fc.assert(
      fc.asyncProperty(
        good.filter((mapping) => leavesOf(mapping).length > 0),
        fc.constantFrom(undefined, 2, '\t'),
        async (mapping, indent) => {
          const { variables } = await parseMapping(JSON.stringify(mapping, undefined, indent), 'map.json');
          expect(variables.map(({ variable }) => variable)).toEqual(leavesOf(mapping));
        },
      ),
    );
  });

  test('refuses every other JSON with an InputError, and never finds a name that could smuggle', async () => {
    const entry = fc.record(
      { name: fc.jsonValue(), type: fc.jsonValue(), fields: fc.jsonValue() },
      { requiredKeys: [] },
    );
    const block = fc.oneof(fc.array(entry), fc.jsonValue());
    const odd = fc.oneof(
      fc.record({ access_keys: block, credentials: block, key_value: block }, { requiredKeys: [] }),
      fc.jsonValue(),
    );
    await fc.assert(
      fc.asyncProperty(odd, async (mapping) => {
        const outcome = await parse(mapping).catch((error: unknown) => error);
        if (outcome instanceof InputError) return;
        const names = (outcome as Mapping).variables.map(({ variable }) => variable);
        expect(names.length).toBeGreaterThan(0);
        expect(names.filter((name) => name === '' || /[=\s\0]/.test(name))).toEqual([]);
      }),
    );
  });

  test('refuses every text that is no JSON with an InputError', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const outcome = await parseMapping(`{${text}`, 'map.json').catch((error: unknown) => error);
        expect(outcome).toBeInstanceOf(InputError);
      }),
    );
  });
});
