import { createDsmItems } from '../../../src/vault/dsm/dsm-items.js';
import { eachWithVault, requestsOf } from '../support/emulated-vault.js';
import { failure, NO_ROUTE, vaultAnswering } from '../vault-answering.js';

const secrets = [
  { identity: 'db', data: [{ password: 'fake' }] },
  { identity: 'cart/x y', data: { key: 'fake too' } },
];
const found = (name: string, value: string) =>
  expect.objectContaining({ kind: 'found', fields: [{ name, value }] }) as unknown;

test('below /iso one request brings them all', async () => {
  const { vault, asked } = vaultAnswering({ 'GET /iso/sctm/secret': { secrets } });
  const items = createDsmItems(vault);
  expect(await Promise.all([items.read('db'), items.read('cart/x y')])).toEqual([
    found('password', 'fake'),
    found('key', 'fake too'),
  ]);
  expect((await items.every()).map(({ id }) => id)).toEqual(['db', 'cart/x y']);
  expect(asked).toEqual(['GET /iso/sctm/secret']);
});

test('an application that has been read is not asked for again', async () => {
  const { vault, asked } = vaultAnswering({});
  expect(await createDsmItems(vault, { secrets }).read('db')).toEqual(found('password', 'fake'));
  expect(asked).toEqual(['GET /iso/sctm/secret']);
});

test('the application serves where the vault has no list of the authorization', async () => {
  const { vault } = vaultAnswering({ 'GET /iso/dapp/application': { application: { name: 'a', secrets } } });
  expect(await createDsmItems(vault).read('db')).toEqual(found('password', 'fake'));
  expect((await createDsmItems(vault).every()).map(({ id }) => id)).toEqual(['db', 'cart/x y']);
});

describe('the list of the authorization and that of its application', () => {
  const other = { identity: 'other', secret_id: '9', secret_name: 'Other', data: [{ password: 'fake other' }] };
  const lists = (application: readonly unknown[]) =>
    vaultAnswering({
      'GET /iso/sctm/secret': { secrets },
      'GET /iso/dapp/application': { application: { name: 'a', secrets: application } },
    });

  test('every secret is every one of the authorization', async () => {
    const { vault, asked } = lists([...secrets, other]);
    expect((await createDsmItems(vault).every()).map(({ id }) => id)).toEqual(['db', 'cart/x y']);
    expect(asked).toEqual(['GET /iso/sctm/secret']);
  });

  test('a named one is taken from the first; the second is asked once, and named in a notice', async () => {
    const changed = { identity: 'db', data: [{ password: 'of another environment' }] };
    const { vault, asked } = lists([changed, other, { ...other, identity: 'more' }]);
    const items = createDsmItems(vault);
    expect(await items.read('db')).toEqual(found('password', 'fake'));
    expect(asked).toEqual(['GET /iso/sctm/secret']);
    expect(await Promise.all([items.read('other'), items.read('more')])).toMatchObject([
      { kind: 'found', notice: expect.stringMatching(/"other" is not on the list.*another environment/) as string },
      { kind: 'found', notice: expect.stringMatching(/"more"/) as string },
    ]);
    expect(asked).toEqual(['GET /iso/sctm/secret', 'GET /iso/dapp/application']);
  });

  test('two of one identity in the second are refused, and both are named', async () => {
    const { vault } = lists([other, { ...other, secret_id: '10', secret_name: 'Again' }]);
    expect(await createDsmItems(vault).read('other')).toEqual({
      kind: 'refused',
      why: expect.stringMatching(/2 secrets.*"other" \(id 9, "Other"; id 10, "Again"\)/) as string,
    });
  });

  test.each([
    ['no such route', NO_ROUTE],
    ['a refusal', failure(403, 1)],
  ])('%s in the second place is a secret that is missing', async (_, answer) => {
    const { vault } = vaultAnswering({ 'GET /iso/sctm/secret': { secrets }, 'GET /iso/dapp/application': answer });
    expect(await createDsmItems(vault).read('other')).toMatchObject({ kind: 'missing' });
  });

  test('a refusal in the first is an error: nothing else is taken for it', async () => {
    const { vault, asked } = vaultAnswering({
      'GET /iso/sctm/secret': failure(403, 1),
      'GET /iso/dapp/application': { application: { name: 'a', secrets } },
    });
    await expect(createDsmItems(vault).read('db')).rejects.toMatchObject({ status: 403 });
    expect(asked).toEqual(['GET /iso/sctm/secret']);
  });
});

describe('in a vault with another environment of the same application', () => {
  const running = eachWithVault();

  test('its secrets are not among ours; one that is named is taken with a notice', async () => {
    const { emulator, vault } = running();
    const items = createDsmItems(vault());
    expect((await items.every()).map(({ id }) => id)).not.toContain('payment-production');
    expect(await items.read('database-prod')).not.toHaveProperty('notice');
    expect(requestsOf(emulator)).toEqual(['GET /iso/sctm/secret']);
    expect(await items.read('payment-production')).toMatchObject({
      kind: 'found',
      notice: expect.stringMatching(/not on the list of this authorization/) as string,
    });
    expect(requestsOf(emulator)).toEqual(['GET /iso/sctm/secret', 'GET /iso/dapp/application']);
  });
});

test('version and end are kept, and identities are compared in NFC', async () => {
  const secret = { identity: 'caf\u00e9', version: '3', expiration_date: '2030-08-18 11:10:00', data: { a: 'fake' } };
  const { vault } = vaultAnswering({ 'GET /iso/sctm/secret': { secrets: [secret] } });
  const items = createDsmItems(vault);
  const details = { version: '3', expirationDate: '2030-08-18 11:10:00' };
  expect(await items.read('cafe\u0301')).toMatchObject({ kind: 'found', ...details });
  expect(await items.every()).toMatchObject([{ id: 'caf\u00e9', ...details }]);
});

test('of many identities the nearest is named, and no list', async () => {
  const names = Array.from({ length: 30 }, (_, index) => `service-${index}`);
  const many = [...names, 'database-prod'].map((identity) => ({ identity, data: {} }));
  const { vault } = vaultAnswering({ 'GET /iso/sctm/secret': { secrets: many } });
  expect(await createDsmItems(vault).read('databse-prod')).toMatchObject({
    kind: 'missing',
    why: 'there is no secret with the identity "databse-prod". Did you mean "database-prod"?',
  });
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
    why: expect.stringMatching(/no secret with the identity "DB".*mean "db"\?$/) as string,
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
