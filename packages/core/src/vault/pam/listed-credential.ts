import { fieldText } from '../field-text.js';
import { type JsonObject, isJsonArray, isJsonObject } from '../json-value.js';
import { unexpectedAnswer } from '../unexpected-answer.js';
import type { Vault } from '../vault.js';

/** What the list of PAM Core tells of a credential or SSH key; no secret is among it. */
export interface ListedCredential {
  readonly id: string;
  readonly identifier: string;
  readonly username: string;
  readonly hostname: string;
  /** What the vault calls it, e.g. `Local User`, `SSH Key`; empty where the list does not tell. */
  readonly type: string;
}

/** The credentials that the authorization may read, SSH keys included (contract section 4). */
export function listCredentials(vault: Vault): Promise<readonly ListedCredential[]> {
  return vault.choose('pam', {
    iso: () => list(vault, '/iso/pam/credential'),
    api: () => list(vault, '/api/pam/credential'),
  });
}

/**
 * Reads a list.
 * @param names under which the answer may have it: where nothing says which, the first that is there counts
 */
export async function list(
  vault: Vault,
  path: string,
  names: readonly string[] = ['credentials'],
): Promise<readonly ListedCredential[]> {
  const payload = await vault.call({ method: 'GET', path, repeat: 'safe' });
  const entries = names.map((name) => payload[name]).find(isJsonArray);
  if (entries === undefined) throw unexpectedAnswer('GET', path, 'a list');
  return entries.filter(isJsonObject).map(readListed);
}

function readListed(entry: JsonObject): ListedCredential {
  return {
    id: fieldText(entry.id) ?? '',
    identifier: fieldText(entry.identifier) ?? '',
    username: fieldText(entry.username) ?? '',
    hostname: fieldText(entry.hostname) ?? '',
    type: fieldText(entry.type) ?? '',
  };
}
