import { APIError } from '../../errors/senhasegura-error.js';
import { pathSegment } from '../input/read-input.js';
import type { Vault } from '../vault.js';

/** The credential is not in the user's custody. */
const NOT_IN_CUSTODY = 1018;
/** There is no such credential. */
const NOT_FOUND = 1007;

/**
 * `DELETE /iso/pam/credential/custody/{id}` (contract section 4).
 * @returns whether there was a custody to release; none is as good as one that was released
 */
export async function releaseCustody(vault: Vault, id: string): Promise<boolean> {
  try {
    await vault.call({
      method: 'DELETE',
      path: `/iso/pam/credential/custody/${pathSegment('the credential', id)}`,
      repeat: 'safe',
    });
    return true;
  } catch (error) {
    if (error instanceof APIError && error.vaultCode === NOT_IN_CUSTODY) return false;
    throw error;
  }
}

/**
 * Ends custody that may have been taken: of a credential that the vault does not know there was none.
 * @returns whether there was a custody to release
 */
export async function endCustody(vault: Vault, id: string): Promise<boolean> {
  try {
    return await releaseCustody(vault, id);
  } catch (error) {
    if (error instanceof APIError && error.vaultCode === NOT_FOUND) return false;
    throw error;
  }
}
