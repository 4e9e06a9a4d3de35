import { isJsonObject, type JsonObject } from '../../values/json-value.js';
import type { Field } from '../../values/secret-value.js';
import { unexpectedAnswer } from '../answer-fields.js';
import { itemFields } from '../item.js';
import { firstRoute, type Vault, type VaultCall } from '../vault.js';
import { isSshKey, list, type ListedCredential } from './credential-list.js';

/**
 * `GET /iso/pam/key/{id}`; below `/api` the same, or the seed's `GET /api/pam/sshkey/{id}` (contract section 4).
 * @param beforeSending told right before a request goes out, and awaited
 */
export function readSshKey(vault: Vault, id: string, beforeSending?: () => Promise<void>): Promise<readonly Field[]> {
  return vault.choose('ssh', {
    iso: () => readKey(vault, { path: `/iso/pam/key/${id}`, beforeSending }),
    api: () =>
      firstRoute(
        () => readKey(vault, { path: `/api/pam/key/${id}`, beforeSending }),
        () => readKey(vault, { path: `/api/pam/sshkey/${id}`, beforeSending }),
      ),
  });
}

/**
 * The SSH keys that the authorization may read. The vendor lists them among the credentials; the seed has a list of their own,
 * which is asked for where no credential is a key.
 * @param credentials the list of credentials
 */
export async function listSshKeys(
  vault: Vault,
  credentials: () => Promise<readonly ListedCredential[]>,
): Promise<readonly ListedCredential[]> {
  const listed = await credentials();
  if (listed.some(isSshKey)) return listed;
  return vault.choose('pam', {
    iso: () => Promise.resolve(listed),
    api: () =>
      firstRoute(
        () => list(vault, '/api/pam/sshkey', ['sshkeys', 'ssh_keys', 'keys', 'credentials']),
        () => Promise.resolve(listed),
      ),
  });
}

/** Whether the list lets a line of it be an SSH key: what it gives no type may be one. */
export function mayBeSshKey(entry: ListedCredential): boolean {
  return entry.type === '' || isSshKey(entry);
}

/** Only the SSH keys of that list. */
export async function onlySshKeys(listed: Promise<readonly ListedCredential[]>): Promise<readonly ListedCredential[]> {
  return (await listed).filter(mayBeSshKey);
}

async function readKey(vault: Vault, call: Pick<VaultCall, 'path' | 'beforeSending'>): Promise<readonly Field[]> {
  const payload = await vault.call({ method: 'GET', ...call, repeat: 'safe' });
  const key = keyIn(payload);
  if (key === undefined) throw unexpectedAnswer('GET', call.path, 'an SSH key');
  return itemFields(key);
}

/** The seed does not name the object that holds the key. */
function keyIn(payload: JsonObject): JsonObject | undefined {
  return [payload.key, payload.sshkey, payload.ssh_key].find(isJsonObject);
}
