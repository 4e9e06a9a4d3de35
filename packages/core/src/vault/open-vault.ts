import type { Authentication, Authenticator } from '../auth/authenticator.js';
import { createAuthenticator } from '../auth/create-authenticator.js';
import { APIError } from '../errors/senhasegura-error.js';
import type { ConnectionSettings, HttpEffects } from '../http/http-types.js';
import { createHttpClient } from '../http/http-client.js';
import { createRetryBudget, type RetryBudget } from '../http/retry-budget.js';
import type { ApiChoice } from '../http/route-fallback.js';
import { once } from './concurrency.js';
import { listedCredentials } from './pam/credential-list.js';
import { createVault, type Vault } from './vault.js';

/** A vault with its connections. Nothing is sent before the first call. */
export interface OpenVault {
  /** With the credentials of the settings. */
  readonly own: Vault;
  /** The same connections with other credentials. */
  readonly as: (authentication: Authentication) => Vault;
  /** With the credentials of the settings, but a token of MySafe's own path, `/api/oauth2/token` (contract section 5). */
  readonly mySafe: () => Vault;
  /**
   * Proves the credentials of the settings, and reads nothing secret: by a token or, where there is none to ask for, by the list of
   * credentials, to which a vault that knows who asks says yes or no.
   * @throws {AuthenticationError}, {TransportError}, {APIError} of the token service, and of a fault of the vault
   */
  readonly authenticate: () => Promise<Proof>;
  /** What is left of `max-wait`. */
  readonly budget: RetryBudget;
  readonly close: () => Promise<void>;
}

/** What shows that the vault knows who asks: a token, or its own answer to an authorized request. */
export type Proof =
  | { readonly kind: 'token' | 'answer' }
  /** `instead`: what was answered. */
  | { readonly kind: 'none'; readonly instead: APIError };

/** The settings that lead to a vault. */
export interface VaultSettings {
  readonly connection: ConnectionSettings;
  readonly authentication: Authentication;
  readonly api: ApiChoice;
}

/** @param budget how long repeating may take; by default `max-wait` in all */
export function openVault(
  { connection, authentication, api }: VaultSettings,
  effects: HttpEffects,
  budget: RetryBudget = createRetryBudget(connection.maxWait, () => effects.now()),
): OpenVault {
  const http = createHttpClient(connection, effects, budget);
  const authenticatorFor = (who: Authentication, tokenPath = api): Authenticator =>
    createAuthenticator(who, { http, api: tokenPath, url: connection.url, effects });
  const authenticator = authenticatorFor(authentication);
  const as = (who: Authentication): Vault => createVault({ http, api, authenticator: authenticatorFor(who) });
  return {
    budget,
    own: createVault({ http, api, authenticator }),
    as,
    mySafe: once(() => createVault({ http, api, authenticator: authenticatorFor(authentication, 'api') })),
    authenticate: async () => {
      if (authentication.method !== 'oauth2') return anyAnswer(as(authentication));
      await authenticator.authorize({ method: 'GET', path: '/' });
      return { kind: 'token' };
    },
    close: () => http.close(),
  };
}

/**
 * A refusal of what was asked is an answer too, when it comes in the vault's envelope: the credentials were right. A 401 is an
 * AuthenticationError. What a gateway or a page says proves nothing.
 */
async function anyAnswer(vault: Vault): Promise<Proof> {
  try {
    await listedCredentials(vault);
  } catch (error) {
    if (!(error instanceof APIError) || error.status >= 500) throw error;
    if (!error.inEnvelope) return { kind: 'none', instead: error };
  }
  return { kind: 'answer' };
}
