import type { HttpEffects } from '../http/http-types.js';
import type { Settings } from '../settings/settings.js';
import { once } from '../vault/concurrency.js';
import { type ApplicationAuthorization, type ApplicationContext, authorizeFor } from '../vault/dsm/authorization.js';
import type { ExpiryWatch } from './expiry.js';
import type { OneTimeCredential } from './one-time.js';
import type { JitEvents } from '../vault/dsm/jit-items.js';
import type { Pod } from '../vault/dsm/provision.js';
import { type OpenVault, openVault } from '../vault/open-vault.js';
import type { PamEvents } from '../vault/pam/pam-items.js';

/** For whom the accounts of a run are made, and who is told of them. */
export interface RunAccounts extends JitEvents {
  readonly pod: Pod;
}

/** Told of what a run takes, before it takes it: whoever keeps a ledger writes it down then. */
export interface TakingEvents extends PamEvents {
  /** The vault is about to be asked to register, or find, this application's authorization. */
  readonly beforeRegistering: (context: ApplicationContext) => void;
  /** These credentials are about to be read for one job alone (`one-time`); told once, before anything is read. */
  readonly beforeOneTime?: (credentials: readonly OneTimeCredential[]) => Promise<void>;
  /** Asked where `jit` is selected. Without it none is made: nobody would end it. */
  readonly accounts?: () => Promise<RunAccounts>;
}

/** One run's way to the vault. */
export interface VaultSession {
  /** The vault as the settings' application sees it; registers on the first call, if that is needed. */
  readonly authorized: () => Promise<ApplicationAuthorization>;
  readonly opened: OpenVault;
  readonly events: TakingEvents;
  readonly effects: HttpEffects;
  readonly expiry: ExpiryWatch;
  readonly close: () => Promise<void>;
}

/**
 * Opens a session; nothing is sent yet.
 * @param events told of what is about to be taken, before it is
 */
export function openVaultSession(settings: Settings, events: TakingEvents, effects: HttpEffects): VaultSession {
  const opened = openVault(settings, effects);
  const { context } = settings;
  const expiry = { days: settings.expiryWarning, now: () => effects.now() };
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
            events.beforeRegistering(context);
          },
        });
  return { opened, events, effects, expiry, authorized: once(authorize), close: opened.close };
}
