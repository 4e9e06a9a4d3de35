import type { Authentication } from '../../auth/authenticator.js';
import { InactiveAuthorizationError, APIError } from '../../errors/senhasegura-error.js';
import { isJsonObject, type JsonObject } from '../../values/json-value.js';
import { fieldText, unexpectedAnswer } from '../answer-fields.js';
import type { Vault } from '../vault.js';
import { authorizationCredentials } from './register-application.js';

/** The DSM application, system and environment that an authorization is for. */
export interface ApplicationContext {
  readonly application: string;
  readonly system: string;
  readonly environment: string;
}

/** `GET /iso/dapp/application`: the application of the authorization that asks, with its secrets (contract section 3). */
export async function readApplication(vault: Vault): Promise<JsonObject> {
  const path = '/iso/dapp/application';
  const { application } = await vault.call({ method: 'GET', path, repeat: 'safe' });
  if (!isJsonObject(application)) throw unexpectedAnswer('GET', path, 'an application');
  return application;
}

/** Whether an application, system and environment are exactly these. */
function isFor(application: JsonObject, context: ApplicationContext): boolean {
  return (
    fieldText(application.name) === context.application &&
    fieldText(application.system) === context.system &&
    fieldText(application.environment) === context.environment
  );
}

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
  const own = await ownAuthorizationFor(context, parts.own);
  if (own !== undefined) return own;
  parts.beforeRegistering();
  return { vault: parts.as(await registerAuthorization(context, parts)) };
}

/** The credentials' own authorization, when it is for exactly these; else one would have to be registered or found. */
export async function ownAuthorizationFor(
  context: ApplicationContext,
  vault: Vault,
): Promise<ApplicationAuthorization | undefined> {
  const application = await ownApplication(vault);
  return application !== undefined && isFor(application, context) ? { vault, application } : undefined;
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

/** `DELETE /iso/dapp/application/authorization`: deactivates the authorization that calls. Twice is as good as once. */
export async function revokeAuthorization(vault: Vault): Promise<void> {
  try {
    await vault.call({ method: 'DELETE', path: '/iso/dapp/application/authorization', repeat: 'safe', acts: true });
  } catch (error) {
    if (!(error instanceof InactiveAuthorizationError)) throw error;
  }
}
