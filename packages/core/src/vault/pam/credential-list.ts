import { type JsonObject, isJsonArray, isJsonObject } from '../json-value.js';
import { textAt } from '../text-at.js';
import { unexpectedAnswer } from '../unexpected-answer.js';
import type { Vault } from '../vault.js';

/** A line of the list of credentials; SSH keys are among them. No secret is in it. */
export interface CredentialEntry {
  readonly id: string;
  readonly identifier: string | undefined;
  readonly username: string | undefined;
  readonly hostname: string | undefined;
  readonly ip: string | undefined;
  /** E.g. `Local User`, `SSH Key`. */
  readonly type: string | undefined;
  readonly expiration: string | undefined;
}

/** The credentials and SSH keys that the authorization may read (contract section 4). */
export function credentialEntries(vault: Vault): Promise<readonly CredentialEntry[]> {
  return vault.choose('pam', {
    iso: () => entriesAt(vault, '/iso/pam/credential'),
    api: () => entriesAt(vault, '/api/pam/credential'),
  });
}

async function entriesAt(vault: Vault, path: string): Promise<readonly CredentialEntry[]> {
  const { credentials } = await vault.call({ method: 'GET', path, repeat: 'safe' });
  if (!isJsonArray(credentials)) throw unexpectedAnswer('GET', path, 'a list of credentials');
  return credentials.filter(isJsonObject).map(toEntry);
}

function toEntry(entry: JsonObject): CredentialEntry {
  return {
    id: textAt(entry, 'id') ?? '',
    identifier: textAt(entry, 'identifier'),
    username: textAt(entry, 'username'),
    hostname: textAt(entry, 'hostname'),
    ip: textAt(entry, 'ip', 'management_ip'),
    type: textAt(entry, 'type'),
    expiration: textAt(entry, 'expiration'),
  };
}
