import type { Block, SecretData } from '../data/schema.js';

/** A DSM secret at work. */
export interface Secret {
  readonly id: string;
  name: string;
  readonly identity: string;
  version: string;
  expirationDate: string;
  engine: string;
  data: Block[] | Block;
}

/** The DSM secrets of the vault, in the order in which they came to be. */
export interface Secrets {
  all(): readonly Secret[];
  find(identity: string): Secret | undefined;
  /** Keeps a new secret; without an id it gets the next free one. The identity must be new. */
  add(data: SecretData): Secret;
  remove(identity: string): void;
}

export function makeSecrets(data: readonly SecretData[]): Secrets {
  const byIdentity = new Map<string, Secret>();
  const taken = new Set(data.flatMap(({ id }) => id ?? []));
  let next = 100;
  const freeId = (): string => {
    while (taken.has(String(next))) next += 1;
    return String(next++);
  };
  const add = (given: SecretData): Secret => {
    const { id = freeId(), name = given.identity, identity, version, expirationDate, engine } = given;
    const secret = { id, name, identity, version, expirationDate, engine, data: given.data };
    byIdentity.set(identity, secret);
    return secret;
  };
  for (const secret of data) add(secret);
  return {
    all: () => [...byIdentity.values()],
    find: (identity) => byIdentity.get(identity),
    add,
    remove: (identity) => {
      byIdentity.delete(identity);
    },
  };
}

/** What one "running belt" registration brought, decoded. */
export interface Registration {
  /** The name of the authorization that sent it. */
  readonly caller: string;
  /** The whole `env`, as it was sent. */
  readonly text: string;
  readonly variables: ReadonlyMap<string, string>;
  /** The mapping file, or an empty text. */
  readonly mapping: string;
}

/** For whom an ephemeral secret was made. */
export interface Provisioned {
  readonly podName: string;
  readonly deploy: string;
  readonly namespace: string;
}
