import type { Block, SecretData } from '../data/schema.js';
import type { Authorization } from './authorization.js';

/** A DSM secret at work. */
export interface Secret {
  readonly id: string;
  name: string;
  readonly identity: string;
  version: string;
  expirationDate: string;
  engine: string;
  data: Block[] | Block;
  /** Minutes, or `false` for off; only what a writer has sent (wire contract §3). */
  readonly renewal: Map<string, string | false>;
  readonly owner: Owner;
  /** Seconds that an account lives that `provision` makes for it. */
  readonly lifetime?: number;
}

/** Whose a secret is; an absent part stands for every one. Two owners may have secrets of one identity. */
export type Owner = Pick<SecretData, 'application' | 'system' | 'environment'>;

/** The DSM secrets of the vault, in the order in which they came to be. */
export interface Secrets {
  all(): readonly Secret[];
  /** Keeps a new secret; without an id it gets the next free one. The owner must have none of this identity. */
  add(data: SecretData): Secret;
  remove(secret: Secret): void;
}

export function makeSecrets(data: readonly SecretData[]): Secrets {
  const secrets = new Set<Secret>();
  const taken = new Set(data.flatMap(({ id }) => id ?? []));
  let next = 100;
  const freeId = (): string => {
    while (taken.has(String(next))) next += 1;
    return String(next++);
  };
  const add = (given: SecretData): Secret => {
    const { id = freeId(), name = given.identity, identity, version, expirationDate, engine, ephemeral } = given;
    const { application, system, environment } = given;
    const owner = {
      ...(application !== undefined && { application }),
      ...(system !== undefined && { system }),
      ...(environment !== undefined && { environment }),
    };
    const secret = {
      ...{ id, name, identity, version, expirationDate, engine, data: given.data, owner, renewal: new Map() },
      ...(ephemeral && { lifetime: ephemeral.lifetime }),
    };
    secrets.add(secret);
    return secret;
  };
  for (const secret of data) add(secret);
  return {
    all: () => [...secrets],
    add,
    remove: (secret) => {
      secrets.delete(secret);
    },
  };
}

/** Whether a secret is of this authorization's own application, system and environment. */
export function isOf({ owner }: Secret, { application, system, environment }: Authorization): boolean {
  const { application: itsApplication = application, system: itsSystem = system } = owner;
  return itsApplication === application && itsSystem === system && (owner.environment ?? environment) === environment;
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

/** An account that `provision` made: it can log in until it is taken back, or its time is over. */
export interface Account {
  readonly username: string;
  readonly password: string;
  readonly hostname: string;
  /** The identity of the secret that it was made for. */
  readonly identity: string;
  readonly pod: Pod;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly expires: number;
}

/** For whom an account is made (wire contract §3). */
export interface Pod {
  readonly podName: string;
  readonly deploy: string;
  readonly namespace: string;
}

/** The accounts that can log in at this time, by the id of their secret. */
export function liveAccounts(accounts: ReadonlyMap<string, Account>, now: number): ReadonlyMap<string, Account> {
  return new Map([...accounts].filter(([, { expires }]) => expires > now));
}
