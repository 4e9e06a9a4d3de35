import { APIError, InputError } from '../../errors/senhasegura-error.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../values/json-value.js';
import { textAt, unexpectedAnswer } from '../answer-fields.js';
import { field, type FieldTable, name, required, text, whole } from '../input/fields.js';
import { type InputReading, pathSegment, readInput } from '../input/read-input.js';
import type { Vault } from '../vault.js';
import { readSecretData, type SecretContent, type SecretInput } from './secret-content.js';

/** What the vault tells of a secret besides its values. */
export interface StoredSecret {
  readonly id: string | undefined;
  readonly identity: string;
  readonly name: string | undefined;
  readonly engine: string | undefined;
  readonly version: string | undefined;
  readonly expirationDate: string | undefined;
}

/** A year of minutes. */
const LONGEST = 525_600;

const FIELDS: FieldTable<Omit<SecretInput, keyof SecretContent>> = {
  identity: required(field('identity', name)),
  name: field('name', name),
  engine: field('engine', name),
  expirationDate: field('expiration_date', name),
  description: field('description', text),
  renewCloudTime: field('renew_cloud_time', whole(1, LONGEST)),
  renewCredentialTime: field('renew_credential_time', whole(1, LONGEST)),
  renewEphemeralCredentialTime: field('renew_ephemeral_credential_time', whole(1, LONGEST)),
};

/**
 * Creates the secret of an identity, or writes it anew: `POST /iso/sctm/secret`, or the seed's `PUT /api/dsm/secret/{identity}`
 * and, where there is none, `POST /api/dsm/secret` (contract section 3).
 *
 * Repeated after a lost answer where the identity decides: the same content again, at worst counted as one version more. Not
 * the seed's POST: it may make a second secret.
 * @throws {InputError} every problem of the input; {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function saveSecret(vault: Vault, input: SecretInput): Promise<StoredSecret> {
  const { identity } = input;
  const body = checkSecret(input);
  return vault.choose('dsm-secret', {
    iso: async () => {
      const path = '/iso/sctm/secret';
      const payload = await vault.call({ method: 'POST', path, json: body('iso'), repeat: 'safe' });
      const secrets = isJsonObject(payload.application) ? payload.application.secrets : undefined;
      return storedSecret(secretIn(secrets, identity), 'POST', path);
    },
    api: async () => (await updated(vault, identity, body('api'))) ?? created(vault, body('api')),
  });
}

/** `DELETE /api/dsm/secret/{identity}` [seed]. Asked once: repeated, a done deletion would look like a slip in the name. */
export async function deleteSecret(vault: Vault, identity: string): Promise<void> {
  const path = `/api/dsm/secret/${pathSegment('identity', identity)}`;
  await vault.call({ method: 'DELETE', path, repeat: 'only-before-acting', acts: true });
}

/** What `saveSecret` would send. @throws {InputError} every problem of the input */
export function checkSecret({ accessKeys, credentials, keyValue, ...rest }: SecretInput): InputReading['body'] {
  const { body, problems } = readInput('secret', rest, FIELDS);
  const content = readSecretData({
    ...(accessKeys === undefined ? {} : { accessKeys }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(keyValue === undefined ? {} : { keyValue }),
  });
  const all = [...problems, ...content.problems];
  if (all.length > 0) throw new InputError(all);
  return (dialect) => ({ ...body(dialect), data: content.data });
}

async function updated(vault: Vault, identity: string, json: JsonObject): Promise<StoredSecret | undefined> {
  const path = `/api/dsm/secret/${pathSegment('identity', identity)}`;
  try {
    const payload = await vault.call({ method: 'PUT', path, json, repeat: 'safe' });
    return storedSecret(payload.secret, 'PUT', path);
  } catch (error) {
    // Where the whole route is missing, the creation that follows says so.
    if (error instanceof APIError && error.status === 404) return undefined;
    throw error;
  }
}

async function created(vault: Vault, json: JsonObject): Promise<StoredSecret> {
  const path = '/api/dsm/secret';
  const payload = await vault.call({ method: 'POST', path, json, repeat: 'only-before-acting' });
  return storedSecret(payload.secret, 'POST', path);
}

function secretIn(secrets: JsonValue | undefined, identity: string): JsonValue | undefined {
  if (!isJsonArray(secrets)) return undefined;
  return secrets.find((secret) => isJsonObject(secret) && textAt(secret, 'identity') === identity);
}

function storedSecret(secret: JsonValue | undefined, method: string, path: string): StoredSecret {
  const identity = isJsonObject(secret) ? textAt(secret, 'identity') : undefined;
  if (!isJsonObject(secret) || identity === undefined) throw unexpectedAnswer(method, path, 'the secret');
  return {
    id: textAt(secret, 'secret_id', 'id'),
    identity,
    name: textAt(secret, 'secret_name', 'name'),
    engine: textAt(secret, 'engine'),
    version: textAt(secret, 'version'),
    expirationDate: textAt(secret, 'expiration_date'),
  };
}
