import { seal } from '../auth/seal.js';
import type { Block } from '../data/schema.js';
import { type Authorization, reaches } from '../vault/authorization.js';
import { isOf, type Secret } from '../vault/dsm-state.js';
import type { Vault } from '../vault/vault.js';

/** Fields of a block that say where and for whom, and are not secret themselves. */
const plainFields: ReadonlySet<string> = new Set(['hostname', 'host', 'ip', 'username', 'user', 'port', 'TTL']);

/** A secret as it goes over the wire to an authorization (wire contract §3). */
export function secretView(secret: Secret, caller: Authorization): Readonly<Record<string, unknown>> {
  const { data } = secret;
  return {
    secret_id: secret.id,
    secret_name: secret.name,
    identity: secret.identity,
    version: secret.version,
    expiration_date: secret.expirationDate,
    engine: secret.engine,
    // The vendor's v4 page of `provision` has them; other pages do not, so they come once somebody has set them.
    ...Object.fromEntries(secret.renewal),
    data: Array.isArray(data) ? data.map((block) => sealedBlock(block, caller)) : sealedBlock(data, caller),
  };
}

/** `GET /iso/sctm/secret`: the secrets of the calling authorization alone (the vendor's CLI since November 2024). */
export function readableSecrets(vault: Vault, caller: Authorization): Secret[] {
  return vault.secrets.all().filter((secret) => isReadBy(secret, caller));
}

/** `GET /iso/dapp/application`: those of all authorizations of the application, other environments too (wire contract §3). */
export function applicationSecrets(vault: Vault, caller: Authorization): Secret[] {
  const siblings = vault.authorizations.filter(({ application }) => application === caller.application);
  return vault.secrets.all().filter((secret) => siblings.some((sibling) => isReadBy(secret, sibling)));
}

function isReadBy(secret: Secret, authorization: Authorization): boolean {
  return isOf(secret, authorization) && reaches(authorization.secrets, secret.identity);
}

/** The application of an authorization with the given secrets. */
export function applicationView(caller: Authorization, secrets: readonly Secret[]): Readonly<Record<string, unknown>> {
  return {
    name: caller.application,
    description: caller.description,
    tags: caller.tags.length > 0 ? caller.tags : [''],
    system: caller.system,
    environment: caller.environment,
    secrets: secrets.map((secret) => secretView(secret, caller)),
  };
}

function sealedBlock(block: Block, caller: Authorization): Block {
  if (caller.encryption === undefined) return block;
  const sealed = Object.entries(block).map(([name, value]): [string, string | number | null] => [
    name,
    seal(caller, value, plainFields.has(name) ? 'plain' : 'sensitive'),
  ]);
  return Object.fromEntries(sealed);
}
