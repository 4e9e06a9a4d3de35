import { randomUUID } from 'node:crypto';
import type { CredentialData, InformationData, SshKeyData } from '../data/pam-schema.js';
import type { VaultData } from '../data/schema.js';
import { makeSshKeyPair } from './ssh-key-pair.js';

/** A PAM credential at work. */
export type Credential = Mutable<CredentialData>;

/** An SSH key at work: it has a key pair, and says how often it was rotated. */
export type SshKey = Mutable<SshKeyData> & { privateKey: string; publicKey: string; rotations: number };

/** A protected information at work. */
export type Information = Mutable<InformationData>;

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** All that PAM Core holds. Credentials and SSH keys share one row of ids, as in the vault. */
export interface PamState {
  readonly credentials: Map<string, Credential>;
  readonly sshKeys: Map<string, SshKey>;
  readonly information: Map<string, Information>;
  readonly custodies: Custodies;
  /** The next free id, text of digits. */
  freeId(): string;
}

export function makePamState(data: VaultData): PamState {
  const credentials = new Map(data.credentials.map((credential) => [credential.id, { ...credential }]));
  const sshKeys = new Map(data.sshKeys.map((key) => [key.id, sshKeyOf(key)]));
  const information = new Map(data.information.map((info) => [info.id, { ...info }]));
  let next = 1000;
  return {
    ...{ credentials, sshKeys, information },
    custodies: makeCustodies(),
    freeId() {
      while ([credentials, sshKeys, information].some((items) => items.has(String(next)))) next += 1;
      return String(next++);
    },
  };
}

/** An SSH key with a pair: its own, or one made for it. */
export function sshKeyOf(data: SshKeyData): SshKey {
  const { privateKey, publicKey = '' } = data;
  const pair =
    privateKey === undefined ? makeSshKeyPair(data.kind, commentOf(data), data.passphrase) : { privateKey, publicKey };
  return { ...data, ...pair, rotations: 0 };
}

/** Gives the key a new pair of its kind and counts it. */
export function rotate(key: SshKey): void {
  Object.assign(key, makeSshKeyPair(key.kind, commentOf(key), key.passphrase));
  key.rotations += 1;
}

/** An identifier for an item whose author gave none. */
export function freshIdentifier(): string {
  return randomUUID();
}

function commentOf({ username, hostname }: { readonly username: string; readonly hostname: string }): string {
  return `${username}@${hostname}`;
}

/** Who holds which credential. Until it is released, nobody else may read it. */
interface Custodies {
  /** Takes custody; false when another authorization holds it. Taking it twice is one custody. */
  take(credential: string, holder: string): boolean;
  /** Ends a custody; false when this authorization does not hold it. */
  release(credential: string, holder: string): boolean;
  /** The custodies that are held now. */
  held(): readonly { readonly credential: string; readonly holder: string }[];
  /** Every release so far, in order; a credential can occur more than once. */
  released(): readonly { readonly credential: string; readonly holder: string }[];
}

function makeCustodies(): Custodies {
  const holders = new Map<string, string>();
  const released: { credential: string; holder: string }[] = [];
  return {
    take(credential, holder) {
      const current = holders.get(credential);
      if (current !== undefined && current !== holder) return false;
      holders.set(credential, holder);
      return true;
    },
    release(credential, holder) {
      if (holders.get(credential) !== holder) return false;
      holders.delete(credential);
      released.push({ credential, holder });
      return true;
    },
    held: () => Array.from(holders, ([credential, holder]) => ({ credential, holder })),
    released: () => [...released],
  };
}
