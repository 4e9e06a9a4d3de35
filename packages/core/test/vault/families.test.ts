import { NoSuchRouteError } from '../../src/errors/senhasegura-error.js';
import { readApplication, revokeAuthorization } from '../../src/vault/dsm/authorization.js';
import { createRetryBudget } from '../../src/http/retry-budget.js';
import { createDsmItems } from '../../src/vault/dsm/dsm-items.js';
import { deprovision, provision } from '../../src/vault/dsm/provision.js';
import { registerApplication } from '../../src/vault/dsm/register-application.js';
import { deleteSecret, saveSecret } from '../../src/vault/dsm/save-secret.js';
import { createCertificateItems } from '../../src/vault/certificate.js';
import { createEncryptionKey } from '../../src/vault/encryption.js';
import { listCredentials } from '../../src/vault/pam/credential-list.js';
import { deleteInformation, readInformation, saveInformation } from '../../src/vault/pam/information.js';
import { createPamItems } from '../../src/vault/pam/pam-items.js';
import { passwordChange } from '../../src/vault/pam/password-change.js';
import { readCredential } from '../../src/vault/pam/read-credential.js';
import { listSshKeys, onlySshKeys, readSshKey } from '../../src/vault/pam/read-ssh-key.js';
import { releaseCustody } from '../../src/vault/pam/release-custody.js';
import {
  activateCredential,
  deactivateCredential,
  saveCredential,
  updateCredential,
} from '../../src/vault/pam/write-credential.js';
import {
  activateSshKey,
  deactivateSshKey,
  rotateSshKey,
  saveSshKey,
  updateSshKey,
} from '../../src/vault/pam/write-ssh-key.js';
import type { Vault } from '../../src/vault/vault.js';
import { undocumented } from './support/documented.js';
import { eachWithVault, quickSample, requestsOf } from './support/emulated-vault.js';

// Before the vault's own hook, which ends it.
afterEach(() => {
  expect(undocumented(requestsOf(running().emulator))).toEqual([]);
});
const running = eachWithVault({ data: { ...quickSample(), certificates: [{ id: '12' }] } });
const FAMILIES = ['iso', 'api'] as const;
const silently = (): Promise<void> => Promise.resolve();
const WHERE = { username: 'app', hostname: 'app.example.com', ip: '192.0.2.51' };
const PAIR = { publicKey: 'fake-public', privateKey: 'fake-private' };
const POD = { podName: 'cart-1', deploy: 'cart', namespace: 'shop' };

interface Case {
  readonly what: string;
  readonly act: (vault: Vault) => Promise<unknown>;
  readonly is: unknown;
}

/** PAM Core as references find things in it: by id, identifier, or `username@hostname`. */
const pam = (vault: Vault) => {
  const { effects } = running();
  const budget = createRetryBudget(0, () => effects.now());
  return createPamItems(vault, { beforeCustody: silently, beforeKey: silently }, { effects, budget });
};
const certificate = (vault: Vault) => createCertificateItems(vault, () => undefined);
const withPassword = (value: string) => ({ kind: 'found', fields: password(value) });

const kindMissing = expect.objectContaining({ kind: 'missing' }) as unknown;
const kindFound = expect.objectContaining({ kind: 'found' }) as unknown;
const withId = expect.objectContaining({ id: expect.any(String) as string }) as unknown;
const password = (value: string) => expect.arrayContaining([{ name: 'password', value }]) as unknown;

/** Every source, read, release and write that both families have. */
const BOTH: readonly Case[] = [
  { what: 'dsm: by identity', act: (vault) => createDsmItems(vault).read('database-prod'), is: kindFound },
  {
    what: 'dsm: every secret',
    act: async (vault) => (await createDsmItems(vault).every()).map(({ id }) => id).includes('database-prod'),
    is: true,
  },
  { what: 'dsm: of what is not there', act: (vault) => createDsmItems(vault).read('nowhere'), is: kindMissing },
  ...['123', 'db-admin-prod', 'admin@db.example.com'].map((id) => ({
    what: `pam:${id}`,
    act: (vault: Vault) => pam(vault).credential(id),
    is: withPassword('fake-admin-password'),
  })),
  { what: 'pam: of what is not there', act: (vault) => pam(vault).credential('999'), is: kindMissing },
  {
    what: 'the read of a credential',
    act: (vault) => readCredential(vault, '123', silently),
    is: password('fake-admin-password'),
  },
  {
    what: 'release',
    act: async (vault) => {
      await readCredential(vault, '123', silently);
      return releaseCustody(vault, '123');
    },
    is: true,
  },
  { what: 'release of what nobody holds', act: (vault) => releaseCustody(vault, '123'), is: false },
  {
    what: 'change of a password',
    act: (vault) => passwordChange(vault, '126'),
    is: expect.objectContaining({ automatic: 'yes' }),
  },
  { what: 'list of credentials', act: async (vault) => (await listCredentials(vault)).length > 3, is: true },
  ...['456', 'deploy-key-prod'].map((id) => ({
    what: `ssh:${id}`,
    act: (vault: Vault) => pam(vault).sshKey(id),
    is: kindFound,
  })),
  { what: 'ssh: of what is not there', act: (vault) => pam(vault).sshKey('999'), is: kindMissing },
  {
    what: 'the read of an SSH key',
    act: async (vault) => (await readSshKey(vault, '456')).map(({ name }) => name),
    is: expect.arrayContaining(['private_key']),
  },
  {
    what: 'list of SSH keys, and one of it',
    act: async (vault) => {
      const keys = await onlySshKeys(listSshKeys(vault, () => listCredentials(vault)));
      const key = keys.find(({ identifier }) => identifier === 'deploy-key-prod');
      return (await readSshKey(vault, key?.id ?? '')).length > 0;
    },
    is: true,
  },
  { what: 'info:', act: (vault) => readInformation(vault, '28'), is: kindFound },
  { what: 'info: of what is not there', act: (vault) => readInformation(vault, '999'), is: kindMissing },
  ...['pem', 'chain', 'key', 'pfx', 'password'].map((field) => ({
    what: `cert:12#${field}`,
    act: (vault: Vault) => certificate(vault)('12', field),
    is: kindFound,
  })),
  { what: 'cert: of what is not there', act: (vault) => certificate(vault)('999', 'pem'), is: kindMissing },
  {
    what: 'write a credential',
    act: (vault) => saveCredential(vault, { ...WHERE, identifier: 'app', password: 'fake' }),
    is: withId,
  },
  { what: 'change a credential', act: (vault) => updateCredential(vault, '123', { password: 'fake-new' }), is: withId },
  { what: 'deactivate a credential', act: (vault) => deactivateCredential(vault, '123'), is: true },
  { what: 'activate a credential', act: (vault) => activateCredential(vault, '125'), is: true },
  { what: 'write an SSH key', act: (vault) => saveSshKey(vault, { ...WHERE, identifier: 'key', ...PAIR }), is: withId },
  { what: 'change an SSH key', act: (vault) => updateSshKey(vault, '456', { keyName: 'new' }), is: withId },
  { what: 'deactivate an SSH key', act: (vault) => deactivateSshKey(vault, '456'), is: true },
  { what: 'activate an SSH key', act: (vault) => activateSshKey(vault, '458'), is: true },
  {
    what: 'write information',
    act: (vault) => saveInformation(vault, { identifier: 'info', content: 'fake' }),
    is: { id: undefined, identifier: 'info' },
  },
  { what: 'deactivate information', act: (vault) => deleteInformation(vault, '28'), is: true },
  {
    what: 'write a secret',
    act: (vault) => saveSecret(vault, { identity: 'new', name: 'New', keyValue: { A: 'fake' } }),
    is: expect.objectContaining({ identity: 'new' }),
  },
  {
    what: 'write a secret anew',
    act: (vault) => saveSecret(vault, { identity: 'database-prod', name: 'Database', keyValue: { A: 'fake' } }),
    is: expect.objectContaining({ identity: 'database-prod' }),
  },
];

/** What pages and clients have in one family alone: in the other it is refused as a route that is not there. */
const ONE: readonly (Case & { readonly family: (typeof FAMILIES)[number] })[] = [
  { family: 'iso', what: 'application', act: readApplication, is: expect.objectContaining({ name: 'registrar' }) },
  {
    family: 'iso',
    what: 'register an application',
    act: (vault) =>
      registerApplication(vault, { application: 'shop', system: 'cart', environment: 'test' }, () => undefined),
    is: expect.objectContaining({ clientId: expect.any(String) as string }),
  },
  { family: 'iso', what: 'revoke', act: revokeAuthorization, is: undefined },
  {
    family: 'iso',
    what: 'provision and deprovision',
    act: async (vault) => {
      const [secret] = await provision(vault, POD);
      await deprovision(vault, POD, secret?.id ?? '');
    },
    is: undefined,
  },
  {
    family: 'iso',
    what: 'encryption as a service',
    act: (vault) => createEncryptionKey(vault, { name: 'k' }),
    is: expect.any(String),
  },
  { family: 'api', what: 'rotate an SSH key', act: (vault) => rotateSshKey(vault, '456'), is: undefined },
  { family: 'api', what: 'delete a secret', act: (vault) => deleteSecret(vault, 'database-prod'), is: undefined },
];

describe.each(FAMILIES)('a vault that speaks /%s alone', (family) => {
  const only = (api: 'auto' | typeof family): Vault => {
    running().emulator.vault.settings.families = [family];
    return running().vault('registrar', { api });
  };

  test.each(BOTH)('$what', async ({ act, is }) => {
    expect(await act(only('auto'))).toEqual(is);
  });

  test.each(BOTH)('$what, where the setting says the family', async ({ act, is }) => {
    expect(await act(only(family))).toEqual(is);
    const others = requestsOf(running().emulator).filter((line) => !line.includes(` /${family}/`));
    expect(others.filter((line) => !line.includes('/certificate/'))).toEqual([]);
  });

  test.each(ONE)('$what, which is below /$family alone', async ({ family: home, act, is }) => {
    const work = act(only('auto'));
    if (home === family) expect(await work).toEqual(is);
    else await expect(work).rejects.toBeInstanceOf(NoSuchRouteError);
  });
});
