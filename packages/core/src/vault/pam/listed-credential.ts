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
}

/** The credentials that the authorization may read, SSH keys included (contract section 4). */
export function listCredentials(vault: Vault): Promise<readonly ListedCredential[]> {
  return vault.choose('pam', {
    iso: () => list(vault, '/iso/pam/credential'),
    api: () => list(vault, '/api/pam/credential'),
  });
}

/** The seed's list of SSH keys, for vaults that have no `/iso`. */
export async function list(vault: Vault, path: string, name = 'credentials'): Promise<readonly ListedCredential[]> {
  const { [name]: entries } = await vault.call({ method: 'GET', path, repeat: 'safe' });
  if (!isJsonArray(entries)) throw unexpectedAnswer('GET', path, 'a list');
  return entries.filter(isJsonObject).map(readListed);
}

function readListed(entry: JsonObject): ListedCredential {
  return {
    id: fieldText(entry.id) ?? '',
    identifier: fieldText(entry.identifier) ?? '',
    username: fieldText(entry.username) ?? '',
    hostname: fieldText(entry.hostname) ?? '',
  };
}
