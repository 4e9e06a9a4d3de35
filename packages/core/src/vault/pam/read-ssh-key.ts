import type { Field } from '../../fetch/secret-value.js';
import { itemFields } from '../item-fields.js';
import { type JsonObject, isJsonObject } from '../json-value.js';
import { unexpectedAnswer } from '../unexpected-answer.js';
import type { Vault } from '../vault.js';
import { type ListedCredential, list } from './listed-credential.js';

/** `GET /iso/pam/key/{id}`, or the seed's `GET /api/pam/sshkey/{id}` (contract section 4). */
export function readSshKey(vault: Vault, id: string): Promise<readonly Field[]> {
  return vault.choose('ssh', {
    iso: () => readKey(vault, `/iso/pam/key/${id}`),
    api: () => readKey(vault, `/api/pam/sshkey/${id}`),
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

async function readKey(vault: Vault, path: string): Promise<readonly Field[]> {
  const payload = await vault.call({ method: 'GET', path, repeat: 'safe' });
  const key = keyIn(payload);
  if (key === undefined) throw unexpectedAnswer('GET', path, 'an SSH key');
  return itemFields(key);
}

/** The seed does not name the object that holds the key. */
function keyIn(payload: JsonObject): JsonObject | undefined {
  return [payload.key, payload.sshkey, payload.ssh_key].find(isJsonObject);
}
