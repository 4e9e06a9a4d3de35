import { APIError } from '../../errors/senhasegura-error.js';
import { pathSegment } from '../input/path-segment.js';
import type { Vault } from '../vault.js';

/** The credential is not in the user's custody. */
const NOT_IN_CUSTODY = 1018;

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
