import { createDsmItems } from '../../../src/vault/dsm/dsm-items.js';
import { failure, vaultAnswering } from '../vault-answering.js';

const secrets = [
  { identity: 'db', data: [{ password: 'fake' }] },
  { identity: 'cart/x y', data: { key: 'fake too' } },
];
const found = (name: string, value: string) => ({ kind: 'found', fields: [{ name, value }] });

test('below /iso one request brings them all', async () => {
  const { vault, asked } = vaultAnswering({ 'GET /iso/dapp/application': { application: { name: 'a', secrets } } });
  const items = createDsmItems(vault);
  expect(await Promise.all([items.read('db'), items.read('cart/x y')])).toEqual([
    found('password', 'fake'),
    found('key', 'fake too'),
  ]);
  expect((await items.every()).map(({ id }) => id)).toEqual(['db', 'cart/x y']);
  expect(asked).toEqual(['GET /iso/dapp/application']);
});

test('an application that has been read is not asked for again', async () => {
  const { vault, asked } = vaultAnswering({});
  expect(await createDsmItems(vault, { secrets }).read('db')).toEqual(found('password', 'fake'));
  expect(asked).toEqual([]);
});

test('the newer list serves where the application has no route', async () => {
  const { vault } = vaultAnswering({ 'GET /iso/sctm/secret': { secrets } });
  expect(await createDsmItems(vault).read('db')).toEqual(found('password', 'fake'));
});

test("the seed's forms serve where /iso has no route, each secret by itself, slashes encoded", async () => {
  const { vault, asked } = vaultAnswering({
    'GET /api/dsm/secret': { response: { status: 200, secrets: [{ identity: 'db' }, secrets[1]] } },
    'GET /api/dsm/secret/db': { response: { status: 200, secret: secrets[0] } },
    'GET /api/dsm/secret/cart%2Fx%20y': { response: { status: 200, secret: secrets[1] } },
    'GET /api/dsm/secret/gone': failure(404, 4),
  });
  const items = createDsmItems(vault);
  expect(await items.read('cart/x y')).toEqual(found('key', 'fake too'));
  expect(await items.read('gone')).toMatchObject({ kind: 'missing' });
  expect(await items.every()).toEqual([
    { id: 'db', fields: [{ name: 'password', value: 'fake' }] },
    { id: 'cart/x y', fields: [{ name: 'key', value: 'fake too' }] },
  ]);
  expect(asked.filter((call) => call.includes('/iso/'))).toHaveLength(2);
});

test('an unknown identity tells what there is', async () => {
  const { vault } = vaultAnswering({ 'GET /iso/dapp/application': { application: { secrets } } });
  expect(await createDsmItems(vault).read('DB')).toEqual({
    kind: 'missing',
    why: expect.stringMatching(/no secret with the identity "DB".*"db", "cart\/x y"/) as string,
  });
});

test.each([
  ['no application', {}],
  ['an application that is none', { application: 'x' }],
  ['secrets that are no list', { application: { secrets: { a: 1 } } }],
])('%s is an error, never an empty answer', async (_, answer) => {
  const { vault } = vaultAnswering({ 'GET /iso/dapp/application': answer });
  await expect(createDsmItems(vault).read('db')).rejects.toMatchObject({ code: 'APIError' });
});

test('a refusal is no missing secret', async () => {
  const { vault } = vaultAnswering({ 'GET /iso/dapp/application': failure(403, 1) });
  await expect(createDsmItems(vault).read('db')).rejects.toMatchObject({ status: 403 });
});
