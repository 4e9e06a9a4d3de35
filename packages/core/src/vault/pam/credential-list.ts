import type { JsonObject } from '../../values/json-value.js';
import { textAt } from '../text-at.js';
import type { Vault } from '../vault.js';
import { listedCredentials } from './listed-credential.js';

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
export async function credentialEntries(vault: Vault): Promise<readonly CredentialEntry[]> {
  return (await listedCredentials(vault)).map(toEntry);
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
