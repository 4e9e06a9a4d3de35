import { isJsonObject, type JsonObject } from '../../values/json-value.js';
import type { Field } from '../../values/secret-value.js';
import { unexpectedAnswer } from '../answer-fields.js';
import { itemFields } from '../item.js';
import type { Vault, VaultCall } from '../vault.js';
import { isSshKey, list, type ListedCredential } from './credential-list.js';

/**
 * `GET /iso/pam/key/{id}`, or the seed's `GET /api/pam/sshkey/{id}` (contract section 4).
 * @param beforeSending told right before a request goes out, and awaited
 */
export function readSshKey(vault: Vault, id: string, beforeSending?: () => Promise<void>): Promise<readonly Field[]> {
  return vault.choose('ssh', {
    iso: () => readKey(vault, { path: `/iso/pam/key/${id}`, beforeSending }),
    api: () => readKey(vault, { path: `/api/pam/sshkey/${id}`, beforeSending }),
  });
}

/**
 * The SSH keys that the authorization may read. Below `/iso` they have no list of their own.
 * @param credentials the list of credentials, SSH keys among them
 */
export function listSshKeys(
  vault: Vault,
  credentials: () => Promise<readonly ListedCredential[]>,
): Promise<readonly ListedCredential[]> {
  return vault.choose('ssh', {
    iso: credentials,
    api: () => list(vault, '/api/pam/sshkey', ['sshkeys', 'ssh_keys', 'keys', 'credentials']),
  });
}

/** Only the SSH keys of that list: what it gives no type may be one. */
export async function onlySshKeys(listed: Promise<readonly ListedCredential[]>): Promise<readonly ListedCredential[]> {
  return (await listed).filter((entry) => entry.type === '' || isSshKey(entry));
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
