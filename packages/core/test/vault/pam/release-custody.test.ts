import { endCustody, releaseCustody } from '../../../src/vault/pam/release-custody.js';
import { readCredential } from '../../../src/vault/pam/read-credential.js';
import { rotateSshKey } from '../../../src/vault/pam/write-ssh-key.js';
import { eachWithVault, requestsOf } from '../support/emulated-vault.js';
import { failure, vaultAnswering } from '../vault-answering.js';

const running = eachWithVault();
const DONE = { response: { status: 200, message: 'Credential custody 7 released', error: false } };
const silently = (): Promise<void> => Promise.resolve();

test.each(['iso', 'api'] as const)('on a vault that speaks /%s alone, what was read is released', async (family) => {
  const { emulator, vault } = running();
  emulator.vault.settings.families = [family];
  const way = vault();
  await readCredential(way, '123', silently);
  expect(emulator.state().custodies).toHaveLength(1);
  expect(await releaseCustody(way, '123')).toBe(true);
  expect(emulator.state().custodies).toEqual([]);
  expect(await releaseCustody(vault(), '123')).toBe(false);
  expect(requestsOf(emulator).at(-1)).toBe(`DELETE /${family}/pam/credential/custody/123`);
});

test('the family that the run found is asked, and the other where it has no such route', async () => {
  const read = { credential: { id: '7', password: 'fake' } };
  const found = vaultAnswering({
    'GET /api/pam/credential/7': read,
    'DELETE /api/pam/credential/custody/7': DONE,
    'DELETE /iso/pam/credential/custody/7': DONE,
  });
  await readCredential(found.vault, '7', silently);
  found.asked.splice(0);
  expect(await releaseCustody(found.vault, '7')).toBe(true);
  expect(found.asked).toEqual(['DELETE /api/pam/credential/custody/7']);

  for (const [api, other] of [
    ['iso', 'api'],
    ['api', 'iso'],
  ] as const) {
    const { vault, asked } = vaultAnswering({ [`DELETE /${other}/pam/credential/custody/7`]: DONE }, api);
    expect(await releaseCustody(vault, '7')).toBe(true);
    expect(asked).toEqual([`DELETE /${api}/pam/credential/custody/7`, `DELETE /${other}/pam/credential/custody/7`]);
  }
});

test('where neither family has the route, each is asked once and the error says so', async () => {
  const { vault, asked } = vaultAnswering({});
  await expect(releaseCustody(vault, '7')).rejects.toThrow(/no such route/);
  expect(asked).toHaveLength(2);
});

test('an answer without an envelope is no release, and no rotation', async () => {
  const { vault } = vaultAnswering({
    'DELETE /iso/pam/credential/custody/7': {},
    'DELETE /iso/pam/credential/custody/8': { response: {} },
    'DELETE /iso/pam/credential/custody/9': { ok: true },
    'POST /api/pam/sshkey/7/rotate': {},
  });
  for (const id of ['7', '8', '9']) await expect(releaseCustody(vault, id)).rejects.toThrow(/a word that it was done/);
  await expect(rotateSshKey(vault, '7')).rejects.toThrow(/a word that it was done/);
});

test('no custody, and no credential, is none to release', async () => {
  const { vault } = vaultAnswering({
    'DELETE /iso/pam/credential/custody/7': failure(400, 1018),
    'DELETE /iso/pam/credential/custody/8': failure(404, 1007),
  });
  expect(await releaseCustody(vault, '7')).toBe(false);
  expect(await endCustody(vault, '8')).toBe(false);
  await expect(releaseCustody(vault, '8')).rejects.toMatchObject({ vaultCode: 1007 });
});
