import { InactiveAuthorizationError } from '../../errors/inactive-authorization-error.js';
import type { Vault } from '../vault.js';

/** `DELETE /iso/dapp/application/authorization`: deactivates the authorization that calls. Twice is as good as once. */
export async function revokeAuthorization(vault: Vault): Promise<void> {
  try {
    await vault.call({ method: 'DELETE', path: '/iso/dapp/application/authorization', repeat: 'safe' });
  } catch (error) {
    if (!(error instanceof InactiveAuthorizationError)) throw error;
  }
}
