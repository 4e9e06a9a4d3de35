import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { AuthorizationData } from '../data/authorization-schema.js';

/** The areas of the vault that an authorization can be given access to. */
export type Module = AuthorizationData['modules'][number];

/** An authorization at work. It changes: it can be deactivated, and it comes to own the secrets it creates. */
export interface Authorization {
  readonly name: string;
  readonly application: string;
  readonly system: string;
  readonly environment: string;
  description: string | null;
  tags: readonly string[];
  readonly auth: AuthorizationData['auth'];
  active: boolean;
  /** Milliseconds since the epoch. */
  readonly expires: number | undefined;
  readonly modules: readonly Module[];
  /** Identities of DSM secrets. */
  readonly secrets: Reach;
  /** Ids of PAM credentials, keys and protected information. */
  readonly credentials: Reach;
  readonly mayWrite: boolean;
  readonly mayRegister: boolean;
  readonly allowedIps: readonly string[];
  readonly allowedReferers: readonly string[];
  /** SHA-256, lower-case hex without colons. */
  readonly certificateFingerprint: string | undefined;
  readonly encryption: Encryption | undefined;
  /** The `unique_key` that it was registered with: it finds the authorization again before all else (wire contract §3). */
  readonly uniqueKey?: string | undefined;
}

export interface Encryption {
  readonly padding: 'oaep-sha1' | 'oaep-sha256' | 'pkcs1';
  /** PEM. */
  readonly publicKey: string;
  /** PEM; what the console lets one download. Absent when the data brought the public key. */
  readonly privateKey?: string;
  readonly fields: 'sensitive' | 'all';
  readonly failing: boolean;
}

/** An RSA key pair, PEM. */
export interface RsaPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

export function makeRsaPair(): Promise<RsaPair> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** Which items an authorization reaches: all, or those named. */
export type Reach = '*' | Set<string>;

export function reaches(reach: Reach, item: string): boolean {
  return reach === '*' || reach.has(item);
}

/** Adds an item that the authorization created itself. */
export function extendReach(reach: Reach, item: string): void {
  if (reach !== '*') reach.add(item);
}

/** Makes a working authorization of checked data; certificates and keys have been made before. */
export function authorizationOf(
  data: AuthorizationData,
  made: { readonly certificateFingerprint: string | undefined; readonly encryption: Encryption | undefined },
): Authorization {
  const { name, application, system, environment, description, tags, auth, active, modules } = data;
  const { mayWrite, mayRegister, allowedIps, allowedReferers } = data;
  return {
    ...{ name, application, system, environment, description, tags, auth, active, modules },
    ...{ mayWrite, mayRegister, allowedIps, allowedReferers, ...made },
    expires: data.expires === undefined ? undefined : Date.parse(data.expires),
    secrets: reachOf(data.secrets),
    credentials: reachOf(data.credentials),
  };
}

function reachOf(items: '*' | readonly string[]): Reach {
  return items === '*' ? '*' : new Set(items);
}
