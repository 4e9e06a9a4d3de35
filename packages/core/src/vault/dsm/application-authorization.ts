import { APIError } from '../../errors/senhasegura-error.js';
import type { Authentication } from '../../auth/authentication.js';
import type { JsonObject } from '../../values/json-value.js';
import type { Vault } from '../vault.js';
import { authorizationCredentials } from './authorization-credentials.js';
import { type ApplicationContext, isFor, readApplication } from './read-application.js';

export interface ApplicationAuthorization {
  readonly vault: Vault;
  /** The application, where it has been read on the way. */
  readonly application?: JsonObject;
}

export interface RegistrationParts {
  readonly own: Vault;
  /** The same vault with other credentials. */
  readonly as: (authentication: Authentication) => Vault;
  readonly onSecret: (value: string) => void;
  /** Called right before the vault is asked to register. */
  readonly beforeRegistering: () => void;
}

/**
 * The vault as an application, system and environment see it: with the credentials' own authorization when that is for
 * exactly these, else with one that is registered or found first, as the vendor's `runb` does (contract section 3).
 */
export async function authorizeFor(
  context: ApplicationContext,
  parts: RegistrationParts,
): Promise<ApplicationAuthorization> {
  const application = await ownApplication(parts.own);
  if (application !== undefined && isFor(application, context)) return { vault: parts.own, application };
  parts.beforeRegistering();
  return { vault: parts.as(await registerAuthorization(context, parts)) };
}

/** An authorization may be allowed to register others and have no application of its own. */
async function ownApplication(own: Vault): Promise<JsonObject | undefined> {
  try {
    return await readApplication(own);
  } catch (error) {
    if (error instanceof APIError && (error.status === 403 || error.status === 404)) return undefined;
    throw error;
  }
}

/**
 * `POST /iso/dapp/application`: registers the application's authorization, or finds it. Doing so twice changes nothing.
 * @returns the credentials of that authorization; its secret has been masked
 */
export async function registerAuthorization(
  context: ApplicationContext,
  { own, onSecret }: Pick<RegistrationParts, 'own' | 'onSecret'>,
): Promise<Authentication> {
  const path = '/iso/dapp/application';
  const payload = await own.call({ method: 'POST', path, form: { ...context }, repeat: 'safe' });
  return Object.freeze({ method: 'oauth2', ...authorizationCredentials(payload, path, onSecret) });
}
