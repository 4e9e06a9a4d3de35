import type { Authenticator } from '../auth/authenticator.js';
import { createAuthenticator } from '../auth/create-authenticator.js';
import { createHttpClient } from '../http/http-client.js';
import type { HttpEffects } from '../http/http-types.js';
import { type RetryBudget, createRetryBudget } from '../http/retry-budget.js';
import type { Authentication, Settings } from '../settings/settings.js';
import { once } from './once.js';
import { type Vault, createVault } from './vault.js';

/** A vault with its connections. Nothing is sent before the first call. */
export interface OpenVault {
  /** With the credentials of the settings. */
  readonly own: Vault;
  /** The same connections with other credentials. */
  readonly as: (authentication: Authentication) => Vault;
  /** With the credentials of the settings, but a token of MySafe's own path, `/api/oauth2/token` (contract section 5). */
  readonly mySafe: () => Vault;
  /** Proves the credentials of the settings without asking for anything else. */
  readonly authenticate: () => Promise<void>;
  /** What is left of `max-wait`. */
  readonly budget: RetryBudget;
  readonly close: () => Promise<void>;
}

export type VaultSettings = Pick<Settings, 'connection' | 'authentication' | 'api'>;

/** @param budget how long repeating may take; by default `max-wait` in all */
export function openVault(
  { connection, authentication, api }: VaultSettings,
  effects: HttpEffects,
  budget: RetryBudget = createRetryBudget(connection.maxWait, () => effects.now()),
): OpenVault {
  const http = createHttpClient(connection, effects, budget);
  const authenticatorFor = (who: Authentication, tokenPath = api): Authenticator =>
    createAuthenticator(who, { http, api: tokenPath, url: connection.url, effects });
  const as = (who: Authentication): Vault => createVault({ http, api, authenticator: authenticatorFor(who) });
  return {
    budget,
    own: as(authentication),
    as,
    mySafe: once(() => createVault({ http, api, authenticator: authenticatorFor(authentication, 'api') })),
    authenticate: async () => {
      await authenticatorFor(authentication).authorize({ method: 'GET', path: '/' });
    },
    close: () => http.close(),
  };
}
