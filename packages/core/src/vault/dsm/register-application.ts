import type { Payload } from '../../http/envelope.js';
import { isJsonArray, isJsonObject } from '../../values/json-value.js';
import { textAt, unexpectedAnswer } from '../answer-fields.js';
import { field, type FieldTable, flag, list, listOf, name, required, text } from '../input/fields.js';
import { checkInput } from '../input/read-input.js';
import type { Vault } from '../vault.js';

/** An application and its authorization (contract section 3, `POST /iso/dapp/application`). */
export interface ApplicationInput {
  readonly application: string;
  readonly system: string;
  readonly environment: string;
  readonly uniqueKey?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /** As the vault's console calls it, e.g. `OAuth 2.0`. */
  readonly authenticationMethod?: string;
  readonly lineOfBusiness?: string;
  readonly applicationType?: string;
  readonly awsArns?: readonly string[];
  /** As the console calls them, e.g. `Application`, `CI/CD`, `Secret Management`. */
  readonly authorizedResources?: readonly string[];
  readonly expirationDate?: string;
  readonly allowedIps?: readonly string[];
  readonly allowedHttpReferers?: readonly string[];
  readonly certificateFingerprint?: string;
  /** Has the vault encrypt what is sensitive in its answers to this authorization. */
  readonly encryptionEnabled?: boolean;
  /** Names of the cloud profiles that may make ephemeral keys for it. The vendor's page shows an empty list alone. */
  readonly cloudProfiles?: readonly string[];
  /** Which profile makes ephemeral credentials on which device. */
  readonly credentialProfiles?: readonly { readonly device: string; readonly profile: string }[];
}

const FIELDS: FieldTable<ApplicationInput> = {
  application: required(field('application', name)),
  system: required(field('system', name)),
  environment: required(field('environment', name)),
  uniqueKey: field('unique_key', name),
  description: field('description', text),
  tags: field('tags', list),
  authenticationMethod: field('authentication_method', name),
  lineOfBusiness: field('line_of_business', name),
  applicationType: field('application_type', name),
  awsArns: field('aws_arns', list),
  authorizedResources: field('authorized_resources', list),
  expirationDate: field('expiration_date', name),
  allowedIps: field('allowed_ips', list),
  allowedHttpReferers: field('allowed_http_referers', list),
  certificateFingerprint: field('certificate_fingerprint', name),
  encryptionEnabled: field('encryption_enabled', flag),
  cloudProfiles: field('cloud_profiles', list),
  credentialProfiles: field('credential_profiles', listOf('device', 'profile')),
};

/**
 * Registers an application and an authorization for a system and environment, or finds them. Safe to repeat: the three names
 * decide, and the second time finds what the first made.
 * @param onSecret takes the client secret before anybody else sees it
 * @throws {InputError} every problem of the input; {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function registerApplication(
  vault: Vault,
  input: ApplicationInput,
  onSecret: (value: string) => void,
): Promise<AuthorizationCredentials> {
  const path = '/iso/dapp/application';
  const json = checkInput('application', input, FIELDS)('iso');
  const payload = await vault.call({ method: 'POST', path, json, repeat: 'safe' });
  return authorizationCredentials(payload, path, onSecret);
}

/** The credentials of an authorization. */
export interface AuthorizationCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * The credentials in the answer to `POST /iso/dapp/application` (contract section 3).
 * @param onSecret takes the client secret before anybody else sees it
 * @throws {APIError} where one of the two is missing
 */
export function authorizationCredentials(
  payload: Payload,
  path: string,
  onSecret: (value: string) => void,
): AuthorizationCredentials {
  const clientId = plainText(payload, 'id');
  const clientSecret = plainText(payload, 'signature');
  if (clientSecret !== '') onSecret(clientSecret);
  if (clientId === '' || clientSecret === '') {
    throw unexpectedAnswer('POST', path, 'the credentials of an authorization');
  }
  return Object.freeze({ clientId, clientSecret });
}

/** Empty where there is none: a list or an object is no credential, though a secret's field may hold one. */
function plainText(payload: Payload, name: string): string {
  const value = payload[name];
  return isJsonObject(value) || isJsonArray(value) ? '' : (textAt(payload, name) ?? '');
}
