import { createJitItems, type ProvisionedAccount } from '../../../src/vault/dsm/jit-items.js';
import { deprovision } from '../../../src/vault/dsm/provision.js';
import { eachWithVault, quickSample, requestsOf } from '../support/emulated-vault.js';
import { failure, NO_ROUTE, vaultAnswering } from '../vault-answering.js';

const POD = { podName: 'run-7-1-test-x1', deploy: 'ci', namespace: 'shop' };
const sample = quickSample();
const jit: (typeof sample.authorizations)[number] = {
  name: 'jobs',
  application: 'jit',
  auth: { method: 'oauth2', clientId: 'emulator-jobs-id', clientSecret: 'fake-jobs-secret' },
};
const running = eachWithVault({ data: { ...sample, authorizations: [...sample.authorizations, jit] } });

/** The items of a pod, and what was told, each with the number of requests at that time. */
function newItems() {
  const { emulator, vault } = running();
  const told: string[] = [];
  const accounts: ProvisionedAccount[] = [];
  const note = (what: string) => {
    told.push(`${what} after ${requestsOf(emulator).length} requests`);
    return Promise.resolve();
  };
  const items = createJitItems(vault('jobs'), POD, {
    beforeProvisioning: ({ podName }) => note(`before ${podName}`),
    afterProvisioning: (_, made) => {
      accounts.push(...made);
      return note(`made ${made.map(({ identity }) => identity).join()}`);
    },
  });
  return { items, told, accounts, emulator, vault: vault('jobs') };
}

test('one request makes all, however many are read, and each is told of before and after', async () => {
  const { items, told, emulator } = newItems();
  const [database, again, every] = await Promise.all([
    items.read('jit-database'),
    items.read('jit-database'),
    items.every(),
  ]);
  expect(again).toEqual(database);
  expect(database).toMatchObject({
    kind: 'found',
    fields: expect.arrayContaining([{ name: 'hostname', value: 'db.example.com' }]) as unknown,
    expirationDate: expect.stringMatching(/^\d{4}-/) as string,
  });
  expect(every.map(({ id }) => id)).toEqual(['jit-database', 'jit-cache']);
  expect(requestsOf(emulator)).toEqual(['POST /iso/coe/dapp/provision']);
  expect(told).toEqual([`before ${POD.podName} after 0 requests`, 'made jit-database,jit-cache after 1 requests']);
});

test('what was made can be ended by what was told', async () => {
  const { items, accounts, emulator, vault } = newItems();
  await items.every();
  expect([...emulator.state().provisioned].sort()).toEqual(accounts.map(({ id }) => id).sort());
  for (const { id } of accounts) await deprovision(vault, POD, id);
  expect(emulator.state().provisioned).toEqual([]);
});

test('a lost answer was told of before, and is not asked for again', async () => {
  const { items, told, emulator } = newItems();
  emulator.faults.add({ match: { path: '*provision' }, fault: { kind: 'reset', when: 'after' } });
  await expect(items.read('jit-database')).rejects.toMatchObject({ code: 'TransportError' });
  await expect(items.read('jit-cache')).rejects.toMatchObject({ code: 'TransportError' });
  expect(told).toEqual([`before ${POD.podName} after 0 requests`]);
  expect(requestsOf(emulator)).toHaveLength(1);
});

test.each([
  ['no such route', NO_ROUTE, ['before', 'made 0']],
  ['no permission', failure(403, 1000), ['before', 'made 0']],
  ['a fault', { status: 500, body: {} }, ['before']],
  ['an answer without an id', { application: { secrets: [{ identity: 'a', data: {} }] } }, ['before']],
])('%s says whether anything was made', async (_, answer, expected) => {
  const told: string[] = [];
  const tell = (what: string) => Promise.resolve(void told.push(what));
  const { vault } = vaultAnswering({ 'POST /iso/coe/dapp/provision': answer });
  const items = createJitItems(vault, POD, {
    beforeProvisioning: () => tell('before'),
    afterProvisioning: (_pod, made) => tell(`made ${made.length}`),
  });
  await expect(items.every()).rejects.toMatchObject({ code: 'APIError' });
  expect(told).toEqual(expected);
});

test('a vault that never hears of the run made nothing, and nobody is told', async () => {
  const { items, told, emulator } = newItems();
  emulator.faults.add({ match: { path: '*token' }, fault: { kind: 'reset', when: 'before' } });
  await expect(items.every()).rejects.toMatchObject({ code: 'TransportError' });
  expect(told).toEqual([]);
});

test('what is not there is missing, with the nearest; what is there twice is refused', async () => {
  const { items } = newItems();
  expect(await items.read('jit-databse')).toEqual({
    kind: 'missing',
    why: expect.stringContaining('Did you mean "jit-database"?') as string,
  });
  const secret = { secret_id: '1', identity: 'a', data: { x: 'fake' } };
  const secrets = [secret, { ...secret, secret_id: '2' }];
  const { vault } = vaultAnswering({ 'POST /iso/coe/dapp/provision': { application: { secrets } } });
  const silently = () => Promise.resolve();
  const twice = createJitItems(vault, POD, { beforeProvisioning: silently, afterProvisioning: silently });
  expect(await twice.read('a')).toMatchObject({
    kind: 'refused',
    why: expect.stringMatching(/2 accounts.*id 1; id 2/) as string,
  });
});
