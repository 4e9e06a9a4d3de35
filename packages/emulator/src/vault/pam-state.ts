import { randomBytes, randomUUID } from 'node:crypto';
import type { CredentialData, DeviceData, InformationData, SshKeyData } from '../data/pam-schema.js';
import type { VaultData } from '../data/schema.js';
import { makeSshKeyPair } from './ssh-key-pair.js';
import { wireTime } from './tokens.js';

/** A PAM credential at work. */
export type Credential = Mutable<CredentialData>;

/** An SSH key at work: it has a key pair, and says how often it was rotated. */
export type SshKey = Mutable<SshKeyData> & { privateKey: string; publicKey: string; rotations: number };

/** A protected information at work. */
export type Information = Mutable<InformationData>;

/** A host at work. */
export type Device = Mutable<DeviceData>;

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** All that PAM Core holds. Credentials and SSH keys share one row of ids, as in the vault. */
export interface PamState {
  readonly credentials: Map<string, Credential>;
  readonly sshKeys: Map<string, SshKey>;
  readonly information: Map<string, Information>;
  /** Every host of a credential or a key is one. */
  readonly devices: Map<string, Device>;
  readonly custodies: Custodies;
  /** The changes of passwords that are under way or done, in order. */
  readonly changes: PasswordChange[];
  /** The next free id, text of digits. */
  freeId(): string;
}

export function makePamState(data: VaultData): PamState {
  const credentials = new Map(data.credentials.map((credential) => [credential.id, { ...credential }]));
  const sshKeys = new Map(data.sshKeys.map((key) => [key.id, sshKeyOf(key)]));
  const information = new Map(data.information.map((info) => [info.id, { ...info }]));
  const devices = new Map(data.devices.map((device) => [device.id, { ...device }]));
  let next = 1000;
  const pam = {
    ...{ credentials, sshKeys, information, devices, changes: [] },
    custodies: makeCustodies(),
    freeId() {
      while ([credentials, sshKeys, information].some((items) => items.has(String(next)))) next += 1;
      return String(next++);
    },
  };
  for (const item of [...credentials.values(), ...sshKeys.values()]) ensureDevice(pam, item);
  return pam;
}

/** The device of a host name; one that is not there is made. */
export function ensureDevice(
  { devices }: Pick<PamState, 'devices'>,
  { hostname, ip }: { readonly hostname: string; readonly ip: string },
): Device {
  const known = [...devices.values()].find((device) => device.hostname === hostname);
  if (known) return known;
  const id = String(Math.max(0, ...[...devices.keys()].map(Number)) + 1);
  const made = { ...{ id, hostname, ip, model: 'Linux', type: 'Server', vendor: 'Emulator', site: 'Default' } };
  const device = { ...made, active: true };
  devices.set(id, device);
  return device;
}

/** A change of a password: under way until its time has come. */
export interface PasswordChange {
  readonly credential: string;
  /** Milliseconds since the epoch. */
  readonly due: number;
  done: boolean;
}

/** Does the changes whose time has come: a new password, and the list's `change` date moves (wire contract §4). */
export function settleChanges({ changes, credentials }: PamState, now: number): void {
  for (const change of changes) {
    const credential = credentials.get(change.credential);
    if (change.done || change.due > now || !credential) continue;
    credential.password = `fake-changed-${randomBytes(12).toString('base64url')}`;
    credential.change = wireTime(change.due);
    change.done = true;
  }
}

/** An SSH key with a pair: its own, or one made for it. */
export function sshKeyOf(data: SshKeyData): SshKey {
  const { privateKey, publicKey = '' } = data;
  const pair = privateKey === undefined ? madePair(data) : { privateKey, publicKey };
  return { ...data, ...pair, rotations: 0 };
}

/** Gives the key a new pair of its kind and counts it. */
export function rotate(key: SshKey): void {
  Object.assign(key, madePair(key));
  key.rotations += 1;
}

/** An identifier for an item whose author gave none. */
export function freshIdentifier(): string {
  return randomUUID();
}

function madePair({ kind, username, hostname, passphrase, lineEnds }: SshKeyData) {
  const pair = makeSshKeyPair(kind, `${username}@${hostname}`, passphrase);
  return lineEnds === 'lf' ? pair : { ...pair, privateKey: pair.privateKey.replaceAll('\n', '\r\n') };
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
