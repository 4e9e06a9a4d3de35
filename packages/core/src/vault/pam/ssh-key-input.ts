import { field, type FieldTable, named, required } from '../input/field-table.js';
import { filledText, flag, hosts, name, tags, whole } from '../input/field-readers.js';

/** An SSH key of PAM Core (contract section 4, `POST /iso/pam/key`). Its device must be in the vault already. */
export interface SshKeyInput {
  /** Decides which key is written; the vault makes one up where it is absent. */
  readonly identifier?: string;
  readonly username: string;
  readonly hostname: string;
  /** Needed below `/iso`. */
  readonly ip?: string;
  readonly publicKey: string;
  readonly privateKey: string;
  readonly keyName?: string;
  readonly passphrase?: string;
  readonly tags?: readonly string[];
  /** Known below `/iso` alone. */
  readonly enabled?: boolean;
  /** Host names of the devices that accept the key. */
  readonly devices?: readonly string[];
  /** Known below `/api` alone [seed]. */
  readonly autoRotate?: boolean;
  /** Days between rotations; known below `/api` alone [seed]. */
  readonly rotationDays?: number;
}

export const SSH_KEY_FIELDS: FieldTable<SshKeyInput> = {
  identifier: field('identifier', name),
  username: required(field('username', name)),
  hostname: required(field('hostname', name)),
  ip: field('ip', name),
  publicKey: required(field('public_key', filledText)),
  privateKey: required(field('private_key', filledText)),
  keyName: field('key_name', name),
  passphrase: named('password', 'passphrase', filledText),
  tags: field('tags', tags),
  enabled: named('enabled', undefined, flag),
  devices: field('devices', hosts),
  autoRotate: named(undefined, 'auto_rotate', flag),
  rotationDays: named(undefined, 'rotation_days', whole(1, 3650)),
};
