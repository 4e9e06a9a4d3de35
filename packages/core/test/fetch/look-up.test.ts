import { lookUp } from '../../src/fetch/look-up.js';
import { refuseEncryptionFailure } from '../../src/decrypt/decrypted.js';
import { parseSelections } from '../../src/references/parse-selections.js';
import { eachWithVault, quickSample, requestsOf } from '../vault/support/emulated-vault.js';

const running = eachWithVault({
  data: {
    ...quickSample(),
    secrets: [
      { identity: 'database-prod', data: [{ user: 'fake-user', password: 'fake-password' }] },
      { identity: 'cart', data: [{ json: '{"a":"fake-leaf"}' }] },
    ],
  },
});

/** What is known of each line, without the selections. */
async function look(lines: string, more: Pick<Parameters<typeof lookUp>[0], 'context' | 'mappingFile'> = {}) {
  const { effects, open } = running();
  const { selections, problems } = parseSelections(lines);
  expect(problems).toEqual([]);
  const found = await lookUp({ selections, ...more }, open(), { log: effects.log, decrypt: refuseEncryptionFailure });
  expect(found.map(({ selection }) => selection)).toEqual(selections);
  return found;
}

const kinds = async (...args: Parameters<typeof look>) => (await look(...args)).map(({ kind }) => kind);

test('of DSM the list says it all: fields, modifiers, and what is not there with the nearest that is', async () => {
  const found = await look(
    'dsm:database-prod#password > A\ndsm:cart#json | json=/a\ndsm:databse-prod#user\ndsm:cart#jsn\ndsm:cart#json | json=/b',
  );
  expect(found).toMatchObject([
    { kind: 'read', values: [{ reference: 'dsm:database-prod#password', value: 'fake-password' }] },
    { kind: 'read', values: [{ value: 'fake-leaf' }] },
    { kind: 'missing', problems: [expect.stringMatching(/^Line 3 .*mean "database-prod"\?/)] },
    { kind: 'missing', problems: [expect.stringMatching(/^Line 4 .*mean "json"\?/)] },
    { kind: 'refused', problems: [expect.stringMatching(/^Line 5 .*nothing at "\/b"/)] },
  ]);
  expect(requestsOf(running().emulator).filter((call) => call === 'GET /iso/sctm/secret')).toHaveLength(1);
});

test('of a DSM below /api each secret is asked for once, however many of its fields are wanted', async () => {
  running().emulator.vault.settings.families = ['api'];
  const lines = 'dsm:database-prod#user > A\ndsm:database-prod#password > B\ndsm:database-prod > C_*';
  expect(await kinds(lines)).toEqual(['read', 'read', 'read']);
  const asked = requestsOf(running().emulator).filter((call) => call === 'GET /api/dsm/secret/database-prod');
  expect(asked).toHaveLength(1);
});

test('of PAM only the list is asked: no custody, no key, and identifiers, addresses and ids are found', async () => {
  const { emulator } = running();
  const [credential] = [...emulator.vault.pam.credentials.values()];
  const { id = '', identifier = '' } = credential ?? {};
  const found = await look(`pam:${id}\npam:${identifier}\npam:${identifier}x > B\npam:999999\nssh:nowhere`);
  expect(found.map(({ kind }) => kind)).toEqual(['listed', 'listed', 'missing', 'missing', 'missing']);
  expect(found[2]).toHaveProperty('problems', [expect.stringContaining(`mean "${identifier}"?`)]);
  expect(requestsOf(emulator)).toEqual(['GET /iso/pam/credential']);
  expect(emulator.state().custodies).toEqual([]);
});

test('an SSH key by a type of another name is not said to be absent: a run reads it', async () => {
  const credentials = [
    { id: '7', identifier: 'deploy', type: 'Chave privada' },
    { id: '8', identifier: 'other', type: 'SSH Key' },
    { id: '9', identifier: 'bare' },
  ];
  const body = JSON.stringify({ response: { status: 200, error: false }, credentials });
  running().emulator.faults.add({
    match: { path: '/iso/pam/credential' },
    fault: { kind: 'status', status: 200, body },
  });
  const found = await look('ssh:7\nssh:deploy > A\nssh:8\nssh:bare > B\nssh:nowhere > C');
  expect(found.map(({ kind }) => kind)).toEqual(['unknown', 'unknown', 'listed', 'listed', 'missing']);
  expect(found[0]).toHaveProperty('why', expect.stringContaining('calls it "Chave privada"'));
});

test('a one-time credential that the vault does not change is refused', async () => {
  const [credential] = [...running().emulator.vault.pam.credentials.values()].filter((one) => !one.automaticChange);
  const [found] = await look(`pam:${credential?.id ?? ''} | one-time > A`);
  expect(found).toMatchObject({ kind: 'refused', problems: [expect.stringContaining('remove one-time')] });
});

test('what has no list is not asked for', async () => {
  expect(await kinds('info:28\nmysafe-note:1\ncert:12\njit:jit-database\njit:*')).toEqual(Array(5).fill('unknown'));
  expect(requestsOf(running().emulator)).toEqual([]);
});

test('an id stays unknown where the list is refused; an identifier can not be found then', async () => {
  const refuse = () => {
    running().emulator.faults.add({ match: { path: '/iso/pam/credential' }, fault: { kind: 'status', status: 403 } });
  };
  refuse();
  expect(await look('pam:123')).toMatchObject([
    { kind: 'unknown', why: expect.stringContaining('status 403') as string },
  ]);
  refuse();
  await expect(look('pam:root@db')).rejects.toMatchObject({ status: 403 });
  // A run would not begin without the list.
  refuse();
  await expect(look('pam:123 | one-time > A')).rejects.toMatchObject({ status: 403 });
});

test("another application's authorization is not registered, its own is used", async () => {
  const context = { application: 'emulator', system: 'emulator', environment: 'test' };
  expect(await kinds('dsm:cart', { context })).toEqual(['read']);
  expect(await kinds('dsm:cart\npam:1', { context: { ...context, environment: 'other' } })).toEqual([
    'unknown',
    'unknown',
  ]);
  expect(requestsOf(running().emulator).filter((call) => call.startsWith('POST'))).toEqual([]);
});

test('what a mapping file may yet register is no error', async () => {
  expect(await kinds('dsm:soon#TOKEN', { mappingFile: 'map.json' })).toEqual(['unknown']);
});
