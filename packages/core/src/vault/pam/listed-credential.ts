import { fieldText } from '../field-text.js';
import { type JsonObject, isJsonArray, isJsonObject } from '../../values/json-value.js';
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

/** Below `/iso` keys come in the list of all credentials, and only their type, e.g. `SSH Key`, tells them apart. */
export const isSshKey = ({ type }: ListedCredential): boolean => /ssh/i.test(type);

/** The credentials that the authorization may read, SSH keys included (contract section 4). */
export async function listCredentials(vault: Vault): Promise<readonly ListedCredential[]> {
  return (await listedCredentials(vault)).map(readListed);
}

/** The lines of that list, as the vault has them. */
export function listedCredentials(vault: Vault): Promise<readonly JsonObject[]> {
  return vault.choose('pam', {
    iso: () => linesAt(vault, '/iso/pam/credential'),
    api: () => linesAt(vault, '/api/pam/credential'),
  });
}

/**
 * Reads a list.
 * @param names under which the answer may have it: where nothing says which, the first that is there counts
 */
export async function list(vault: Vault, path: string, names: readonly string[]): Promise<readonly ListedCredential[]> {
  return (await linesAt(vault, path, names)).map(readListed);
}

async function linesAt(
  vault: Vault,
  path: string,
  names: readonly string[] = ['credentials'],
): Promise<readonly JsonObject[]> {
  const payload = await vault.call({ method: 'GET', path, repeat: 'safe' });
  const lines = names.map((name) => payload[name]).find(isJsonArray);
  if (lines === undefined) throw unexpectedAnswer('GET', path, 'a list');
  return lines.filter(isJsonObject);
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
