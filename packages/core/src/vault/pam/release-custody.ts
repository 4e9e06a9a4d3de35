import { APIError, NoSuchRouteError } from '../../errors/senhasegura-error.js';
import { pathSegment } from '../input/read-input.js';
import type { Vault } from '../vault.js';

type Family = 'iso' | 'api';
const FAMILIES: readonly Family[] = ['iso', 'api'];

/** The credential is not in the user's custody. */
const NOT_IN_CUSTODY = 1018;
/** There is no such credential. */
const NOT_FOUND = 1007;

/**
 * `DELETE /iso/pam/credential/custody/{id}`, or the same below `/api` (contract section 4): in the family that the run found; where
 * that has no such route, in the other, whatever the setting `api` says, for custody that stays keeps others away.
 * @returns whether there was a custody to release; none is as good as one that was released
 */
export async function releaseCustody(vault: Vault, id: string): Promise<boolean> {
  const segment = pathSegment('the credential', id);
  const refusedBy = new Set<Family>();
  const release = (family: Family) => async (): Promise<void> => {
    try {
      const path = `/${family}/pam/credential/custody/${segment}`;
      await vault.call({ method: 'DELETE', path, repeat: 'safe', acts: true });
    } catch (error) {
      if (error instanceof NoSuchRouteError) refusedBy.add(family);
      throw error;
    }
  };
  try {
    await vault.choose('pam', { iso: release('iso'), api: release('api') }).catch(async (error: unknown) => {
      const other = FAMILIES.find((family) => !refusedBy.has(family));
      if (refusedBy.size === 0 || other === undefined) throw error;
      await release(other)();
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
