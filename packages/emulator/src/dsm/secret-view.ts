import { seal } from '../auth/seal.js';
import type { Block } from '../data/schema.js';
import { type Authorization, reaches } from '../vault/authorization.js';
import type { Secret } from '../vault/dsm-state.js';
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
    data: Array.isArray(data) ? data.map((block) => sealedBlock(block, caller)) : sealedBlock(data, caller),
  };
}

/** The secrets that an authorization may read, in the order of the vault. */
export function readableSecrets(vault: Vault, caller: Authorization): Secret[] {
  return vault.secrets.all().filter((secret) => reaches(caller.secrets, secret.identity));
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
