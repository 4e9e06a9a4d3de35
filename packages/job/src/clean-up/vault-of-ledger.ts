import { type HttpEffects, type OpenVault, registerAuthorization, type Vault } from '@senhasegura-action/core/internal';
import type { Ledger } from '../ledger/ledger.js';

/**
 * The vault as the main step saw it. The credentials of an authorization that it registered are secrets, so no ledger holds
 * them: the vault gives them again to whoever may register it.
 */
export async function vaultOfLedger(
  { authorization }: Ledger,
  opened: OpenVault,
  effects: Pick<HttpEffects, 'onSecret'>,
): Promise<Vault> {
  if (authorization === undefined) return opened.own;
  const credentials = await registerAuthorization(authorization, {
    own: opened.own,
    onSecret: (value) => {
      effects.onSecret(value);
    },
  });
  return opened.as(credentials);
}
