import type { Authorization } from '../vault/authorization.js';
import { reaches } from '../vault/authorization.js';
import type { Secret } from '../vault/secret.js';
import type { Vault } from '../vault/vault.js';

/** A secret as it goes over the wire (wire contract §3). */
export function secretView(secret: Secret): Readonly<Record<string, unknown>> {
  return {
    secret_id: secret.id,
    secret_name: secret.name,
    identity: secret.identity,
    version: secret.version,
    expiration_date: secret.expirationDate,
    engine: secret.engine,
    data: secret.data,
  };
}

/** The secrets that an authorization may read, in the order of the vault. */
export function readableSecrets(vault: Vault, caller: Authorization): Secret[] {
  return vault.secrets.filter((secret) => reaches(caller.secrets, secret.identity));
}

/** The application of an authorization with the given secrets. */
export function applicationView(caller: Authorization, secrets: readonly Secret[]): Readonly<Record<string, unknown>> {
  return {
    name: caller.application,
    description: caller.description,
    tags: caller.tags.length > 0 ? caller.tags : [''],
    system: caller.system,
    environment: caller.environment,
    secrets: secrets.map((secret) => secretView(secret)),
  };
}
