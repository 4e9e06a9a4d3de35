import type { Vault } from '../../../src/vault/vault.js';
import { InputError } from '../../../src/errors/senhasegura-error.js';
import { deleteInformation } from '../../../src/vault/pam/information.js';
import { activateCredential, deactivateCredential } from '../../../src/vault/pam/write-credential.js';
import { activateSshKey, deactivateSshKey } from '../../../src/vault/pam/write-ssh-key.js';
import { failureOf } from '../../http/support/client.js';
import { eachWithVault, requestsOf } from '../support/emulated-vault.js';
import { expectRefusal, READ_ONLY } from '../support/refusal.js';

const running = eachWithVault();

const isActive = (id: string) => {
  const { credentials, sshKeys, information } = running().emulator.vault.pam;
  return (credentials.get(id) ?? sshKeys.get(id) ?? information.get(id))?.active;
};

interface Verb {
  readonly verb: string;
  readonly act: (vault: Vault, id: string | number) => Promise<boolean>;
  readonly on: string;
  readonly to: boolean;
  readonly unknown: { readonly vaultCode: number; readonly advice: RegExp };
}

const VERBS: readonly Verb[] = [
  {
    verb: 'activateCredential',
    act: activateCredential,
    on: '125',
    to: true,
    unknown: { vaultCode: 1007, advice: /Check the id/ },
  },
  {
    verb: 'deactivateCredential',
    act: deactivateCredential,
    on: '123',
    to: false,
    unknown: { vaultCode: 1007, advice: /Check the id/ },
  },
  {
    verb: 'activateSshKey',
    act: activateSshKey,
    on: '458',
    to: true,
    unknown: { vaultCode: 1015, advice: /Check the id/ },
  },
  {
    verb: 'deactivateSshKey',
    act: deactivateSshKey,
    on: '456',
    to: false,
    unknown: { vaultCode: 1015, advice: /Check the id/ },
  },
  {
    verb: 'deleteInformation',
    act: deleteInformation,
    on: '28',
    to: false,
    unknown: { vaultCode: 1023, advice: /Check the id/ },
  },
];

describe.each(VERBS)('$verb', ({ act, on, to, unknown }) => {
  test('does it, and the second time finds it done', async () => {
    const { vault } = running();
    expect(isActive(on)).toBe(!to);
    await expect(act(vault(), Number(on))).resolves.toBe(true);
    expect(isActive(on)).toBe(to);
    await expect(act(vault(), on)).resolves.toBe(false);
  });

  test('is repeated after a lost answer', async () => {
    const { emulator, vault } = running();
    emulator.faults.add({ match: { path: `*/${on}` }, fault: { kind: 'reset', when: 'after' } });
    await expect(act(vault('default', { retries: 1 }), on)).resolves.toBe(false);
    expect(isActive(on)).toBe(to);
    expect(requestsOf(emulator)).toHaveLength(2);
  });

  test('is refused to who may only read', async () => {
    await expectRefusal(act(running().vault('read-only'), on), READ_ONLY);
    expect(isActive(on)).toBe(!to);
  });

  test('is refused for an unknown id', async () => {
    await expectRefusal(act(running().vault(), 999), { status: 400, ...unknown });
  });

  test('refuses an id that would name another resource', async () => {
    expect(await failureOf(act(running().vault(), '..'))).toBeInstanceOf(InputError);
    expect(running().emulator.requests.entries).toEqual([]);
  });
});

test('deactivateCredential goes to /api where the vault has no /iso', async () => {
  const { emulator, vault } = running();
  emulator.vault.settings.families = ['api'];
  await expect(deactivateCredential(vault(), 123)).resolves.toBe(true);
  expect(requestsOf(emulator).at(-1)).toBe('DELETE /api/pam/credential/123');
});
