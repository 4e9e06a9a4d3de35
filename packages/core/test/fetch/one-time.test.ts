import { oneTimeCredentials } from '../../src/fetch/one-time.js';
import { findCredential, listCredentials } from '../../src/vault/pam/credential-list.js';
import type { Vault } from '../../src/vault/vault.js';
import { eachWithVault, requestsOf } from '../vault/support/emulated-vault.js';
import { vaultAnswering } from '../vault/vault-answering.js';

const MODIFIERS = { optional: false, nomask: false, base64: false, oneTime: true } as const;

function selection(id: string, line: number, modifiers: { readonly oneTime?: true } = MODIFIERS) {
  const field = { kind: 'one', name: 'password' } as const;
  return {
    target: { kind: 'item', source: 'pam', id, field },
    modifiers: { optional: false, nomask: false, base64: false, ...modifiers },
    line,
    text: `pam:${id} | one-time`,
  } as const;
}

const idOf = (vault: Vault) => async (reference: string) =>
  /^\d+$/.test(reference) ? { ok: reference } : findCredential(reference, await listCredentials(vault));

const running = eachWithVault();

test.each(['iso', 'api'] as const)('below /%s the list tells, which takes no custody', async (api) => {
  const { emulator, vault } = running();
  const way = vault('default', { api });
  const selections = [selection('126', 1), selection('rotating-account', 2), selection('rotating@db.example.com', 3)];
  expect(await oneTimeCredentials(way, selections, idOf(way))).toEqual([{ id: '126', changed: '2026-01-31 12:00:00' }]);
  expect(new Set(requestsOf(emulator))).toEqual(new Set([`GET /${api}/pam/credential`]));
  expect(emulator.state().custodies).toEqual([]);
});

test('without such a selection nothing is asked', async () => {
  const { vault, asked } = vaultAnswering({});
  expect(await oneTimeCredentials(vault, [selection('7', 1, {})], idOf(vault))).toEqual([]);
  expect(asked).toEqual([]);
});

test('what the vault does not change, or may not, is refused, all together and with the line', async () => {
  const { vault } = vaultAnswering({
    'GET /iso/pam/credential': {
      credentials: [{ id: '7', automatic_change: '0' }, { id: '8' }, { id: '9', automatic_change: '1', change: null }],
    },
  });
  const selections = [selection('7', 1), selection('8', 2), selection('9', 3), selection('10', 4)];
  await expect(oneTimeCredentials(vault, selections, idOf(vault))).rejects.toMatchObject({
    code: 'InputError',
    problems: [
      expect.stringMatching(/^Line 1 \("pam:7 \| one-time"\): the list says that the vault does not change/) as string,
      expect.stringMatching(/^Line 2 .*does not say whether/) as string,
      expect.stringMatching(/^Line 4 .*does not say whether/) as string,
    ],
  });
  expect(await oneTimeCredentials(vault, [selection('9', 3)], idOf(vault))).toEqual([{ id: '9', changed: undefined }]);
});

test('what is not there is left to the reading', async () => {
  const { vault } = vaultAnswering({ 'GET /iso/pam/credential': { credentials: [] } });
  expect(await oneTimeCredentials(vault, [selection('nobody', 1)], idOf(vault))).toEqual([]);
});
