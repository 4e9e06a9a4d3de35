import type { HttpEffects } from '../http/http-types.js';
import type { LedgerBook } from '../ledger/ledger-book.js';
import type { Settings } from '../settings/settings.js';
import { type ApplicationAuthorization, authorizeFor } from '../vault/dsm/application-authorization.js';
import { once } from '../vault/once.js';
import { type OpenVault, openVault } from '../vault/open-vault.js';

/** One run's way to the vault. */
export interface VaultSession {
  /** The vault as the settings' application sees it; registers on the first call, if that is needed. */
  readonly authorized: () => Promise<ApplicationAuthorization>;
  readonly opened: OpenVault;
  readonly effects: HttpEffects;
  readonly close: () => Promise<void>;
}

/** Opens a session; nothing is sent yet. A registration goes into the ledger before it is asked for. */
export function openVaultSession(settings: Settings, ledger: LedgerBook, effects: HttpEffects): VaultSession {
  const opened = openVault(settings, effects);
  const { context } = settings;
  const authorize = (): Promise<ApplicationAuthorization> =>
    context === undefined
      ? Promise.resolve({ vault: opened.own })
      : authorizeFor(context, {
          own: opened.own,
          as: opened.as,
          onSecret: (value) => {
            effects.onSecret(value);
          },
          beforeRegistering: () => {
            ledger.write({ authorization: context });
          },
        });
  return { opened, effects, authorized: once(authorize), close: opened.close };
}
