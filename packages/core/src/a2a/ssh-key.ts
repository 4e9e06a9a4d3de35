import type { Field } from '../values/secret-value.js';
import { type FieldEffects, openFields } from './open-fields.js';

/** An SSH key of PAM Core with its private half. */
export interface SshKey {
  readonly id: string;
  readonly identifier: string | undefined;
  readonly keyName: string | undefined;
  readonly username: string | undefined;
  readonly hostname: string | undefined;
  readonly ip: string | undefined;
  readonly publicKey: string | undefined;
  readonly privateKey: string;
  readonly passphrase: string | undefined;
  /** All that the vault gave, under its own names. */
  readonly fields: readonly Field[];
}

const SECRET = new Set(['private_key', 'password', 'passphrase']);

/** @throws {InputError} for values that can't be opened, and for a key without a private half */
export function sshKeyOf(id: string, sealed: readonly Field[], effects: FieldEffects): SshKey {
  const { fields, first, required } = openFields(`SSH key ${id}`, sealed, (name) => SECRET.has(name), effects);
  return {
    id,
    identifier: first('identifier', 'tag'),
    keyName: first('key_name'),
    username: first('username'),
    hostname: first('hostname'),
    ip: first('ip'),
    publicKey: first('public_key'),
    privateKey: required('private_key'),
    passphrase: first('passphrase', 'password'),
    fields,
  };
}
