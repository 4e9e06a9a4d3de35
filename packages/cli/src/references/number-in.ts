import { type ListedCredential, listCredentials, listSshKeys, type Vault } from '@senhasegura-action/core/internal';
import { numberOf } from './item-id.js';

/** The sources whose items have numbers. */
export type NumberedSource = 'pam' | 'ssh';

/**
 * The number of an item of PAM, whichever way it is written; without a vault to ask, what is written.
 * @throws {MissingSecretError} when the vault's list has no such item; the vault's errors
 */
export async function numberIn(vault: Vault | undefined, source: NumberedSource, id: string): Promise<string> {
  if (vault === undefined) return id;
  return numberOf(id, () => listOf(vault, source));
}

function listOf(vault: Vault, source: NumberedSource): Promise<readonly ListedCredential[]> {
  return source === 'pam' ? listCredentials(vault) : listSshKeys(vault, () => listCredentials(vault));
}
