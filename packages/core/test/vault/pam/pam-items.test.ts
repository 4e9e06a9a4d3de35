import { createRetryBudget } from '../../../src/http/retry-budget.js';
import { createPamItems } from '../../../src/vault/pam/pam-items.js';
import { recordedEffects } from '../../http/support/client.js';
import { type Answer, failure, vaultAnswering } from '../vault-answering.js';

const credentials = [{ id: '7', identifier: 'root-db', username: 'root', hostname: 'db' }];
const credential = { credential: { id: '7', username: 'root', password: 'fake', tag: null } };
const value = { kind: 'found', fields: expect.arrayContaining([{ name: 'password', value: 'fake' }]) as unknown };

function itemsOf(answers: Readonly<Record<string, Answer | (() => Answer)>>, maxWait = 60_000) {
  const { vault, asked } = vaultAnswering(answers);
  const events: string[] = [];
  const effects = recordedEffects();
  const note = (what: string) => (id: string) => {
    events.push(`${what} ${id} before ${asked.length + 1}`);
    return Promise.resolve();
  };
  const patience = { effects, budget: createRetryBudget(maxWait, () => effects.now()) };
  const items = createPamItems(vault, { beforeCustody: note('custody'), beforeKey: note('key') }, patience);
  return { items, asked, events, effects };
}

test('an id is read at once, told before it is asked for, and once however it is called', async () => {
  const { items, asked, events } = itemsOf({
    'GET /iso/pam/credential': { credentials },
    'GET /iso/pam/credential/7': credential,
  });
  expect(await Promise.all([items.credential('7'), items.credential('root-db'), items.credential('root@db')])).toEqual([
    value,
    value,
    value,
  ]);
  expect(asked.sort()).toEqual(['GET /iso/pam/credential', 'GET /iso/pam/credential/7']);
  expect(events).toEqual(['custody 7 before 1']);
});

test('the older read serves where the newer has no route', async () => {
  const { items } = itemsOf({ 'GET /iso/coe/senha/7': { response: { status: 200, ...credential } } });
  expect(await items.credential('7')).toMatchObject(value);
});

test('below /api the password has a read of its own', async () => {
  const { items, asked } = itemsOf({
    'GET /api/pam/credential/7': { response: { status: 200, credential: { id: '7', username: 'root' } } },
    'GET /iso/coe/senha': { response: { status: 200, credential: { id: '7', password: 'fake' } } },
  });
  expect(await items.credential('7')).toEqual({
    kind: 'found',
    fields: [
      { name: 'id', value: '7' },
      { name: 'password', value: 'fake' },
      { name: 'username', value: 'root' },
    ],
  });
  expect(asked).toContain('GET /iso/coe/senha?credentialId=7');
});

test('below /api the documented read brings the password and takes custody: nothing else is asked', async () => {
  const { items, asked, events } = itemsOf({ 'GET /api/pam/credential/7': credential });
  expect(await items.credential('7')).toMatchObject(value);
  expect(asked.slice(-1)).toEqual(['GET /api/pam/credential/7']);
  expect(events.at(-1)).toBe('custody 7 before 3');
});

test('each request that can take custody is told before it is asked for', async () => {
  const { items, asked, events } = itemsOf({
    'GET /api/pam/credential/7': { credential: { id: '7', username: 'root', password: '' } },
    'GET /iso/coe/senha': { credential: { id: '7', password: 'fake' } },
  });
  expect(await items.credential('7')).toMatchObject(value);
  expect(asked).toEqual([
    'GET /iso/pam/credential/7',
    'GET /iso/coe/senha/7',
    'GET /api/pam/credential/7',
    'GET /iso/coe/senha?credentialId=7',
  ]);
  expect(events).toEqual([1, 2, 3, 4].map((request) => `custody 7 before ${request}`));
});

test("the legacy read's senha object is read", async () => {
  const senha = { username: 'root', senha: 'fake', hostname: 'db', ip: '192.0.2.1' };
  const { items } = itemsOf({ 'GET /iso/coe/senha/7': { response: { status: 200 }, senha } });
  expect(await items.credential('7')).toEqual({
    kind: 'found',
    fields: [
      { name: 'username', value: 'root' },
      { name: 'password', value: 'fake' },
      { name: 'hostname', value: 'db' },
      { name: 'ip', value: '192.0.2.1' },
    ],
  });
});

test('a key below /api by either spelling, and by an identifier on a vault that has /api alone', async () => {
  const key = { key: { id: '7', private_key: 'fake key' } };
  const list = { credentials: [{ id: '7', identifier: 'deploy', type: 'SSH Key' }] };
  for (const path of ['key', 'sshkey']) {
    const { items } = itemsOf({ 'GET /api/pam/credential': list, [`GET /api/pam/${path}/7`]: key });
    expect(await items.sshKey('deploy')).toMatchObject({ kind: 'found' });
  }
  const { items } = itemsOf({
    'GET /api/pam/credential': { credentials },
    'GET /api/pam/sshkey': { sshkeys: [{ id: '9', identifier: 'deploy' }] },
    'GET /api/pam/sshkey/9': key,
  });
  expect(await items.sshKey('deploy')).toMatchObject({ kind: 'found' });
});

test('what is not there is missing, and what is refused is an error', async () => {
  const { items } = itemsOf({
    'GET /iso/pam/credential': { credentials: [] },
    'GET /iso/pam/credential/8': failure(404, 1007),
    'GET /iso/pam/credential/9': failure(403, 1009),
    'GET /iso/pam/key/8': failure(404, 1015),
  });
  expect(await items.credential('8')).toMatchObject({
    kind: 'missing',
    why: expect.stringContaining('1007') as string,
  });
  expect(await items.sshKey('8')).toMatchObject({ kind: 'missing' });
  expect(await items.sshKey('nobody')).toMatchObject({ kind: 'missing' });
  await expect(items.credential('9')).rejects.toMatchObject({ vaultCode: 1009 });
});

test('a key by its identifier is found in the list of credentials, which is asked for once', async () => {
  const { items, asked, events } = itemsOf({
    'GET /iso/pam/credential': { credentials },
    'GET /iso/pam/credential/7': credential,
    'GET /iso/pam/key/7': { key: { id: '7', private_key: 'fake key' } },
  });
  await items.credential('root-db');
  expect(await items.sshKey('root-db')).toMatchObject({ kind: 'found' });
  expect(asked.filter((call) => call === 'GET /iso/pam/credential')).toHaveLength(1);
  expect(events).toEqual(['custody 7 before 2', 'key 7 before 3']);
});

describe('a credential in the custody of another', () => {
  test('is asked for until it is free', async () => {
    let refusals = 3;
    const { items, effects } = itemsOf({
      'GET /iso/pam/credential': { credentials },
      'GET /iso/pam/credential/7': () => (refusals-- > 0 ? failure(403, 1009) : credential),
    });
    expect(await items.credential('7')).toMatchObject(value);
    expect(effects.sleeps).toEqual([1000, 2000, 4000]);
  });

  test('is given up when max-wait is spent, with what to do', async () => {
    const { items, effects } = itemsOf(
      { 'GET /iso/pam/credential': { credentials }, 'GET /iso/pam/credential/7': failure(403, 1009) },
      5000,
    );
    await expect(items.credential('7')).rejects.toThrow(/another user has it in custody.*console.*max-wait/);
    expect(effects.sleeps).toEqual([1000, 2000, 2000]);
  });
});
