import type { Field } from '../values/secret-value.js';
import { readInformationFields } from '../vault/pam/information.js';
import type { Vault } from '../vault/vault.js';
import { type FieldEffects, openFields } from './open-fields.js';

/** A credential of PAM Core with its password. Reading it took custody. */
export interface Credential {
  readonly id: string;
  readonly identifier: string | undefined;
  readonly username: string | undefined;
  readonly password: string;
  readonly hostname: string | undefined;
  readonly ip: string | undefined;
  readonly domain: string | undefined;
  readonly additional: string | undefined;
  readonly expiration: string | undefined;
  /** All that the vault gave, under its own names. */
  readonly fields: readonly Field[];
}

const SECRET_OF_CREDENTIAL = new Set(['password', 'content', 'additional']);

/** @throws {InputError} for values that can't be opened, and for a credential without a password */
export function credentialOf(id: string, sealed: readonly Field[], effects: FieldEffects): Credential {
  const what = `credential ${id}`;
  const { fields, first, required } = openFields(what, sealed, (name) => SECRET_OF_CREDENTIAL.has(name), effects);
  return {
    id,
    identifier: first('identifier', 'tag'),
    username: first('username'),
    password: required('password', 'content'),
    hostname: first('hostname'),
    ip: first('ip'),
    domain: first('domain'),
    additional: first('additional', 'additional_info'),
    expiration: first('expiration_time', 'expiration'),
    fields,
  };
}

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

const SECRET_OF_KEY = new Set(['private_key', 'password', 'passphrase']);

/** @throws {InputError} for values that can't be opened, and for a key without a private half */
export function sshKeyOf(id: string, sealed: readonly Field[], effects: FieldEffects): SshKey {
  const { fields, first, required } = openFields(`SSH key ${id}`, sealed, (name) => SECRET_OF_KEY.has(name), effects);
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

/** Protected information of PAM Core. */
export interface Information {
  readonly id: string;
  readonly identifier: string | undefined;
  readonly type: string | undefined;
  readonly content: string;
}

export async function readInformationItem(
  vault: Vault,
  id: string | number,
  effects: FieldEffects,
): Promise<Information> {
  const sealed = await readInformationFields(vault, 'the id of the information', id);
  const { first, required } = openFields(`information ${String(id)}`, sealed, (name) => name === 'content', effects);
  return {
    id: String(id),
    identifier: first('identifier', 'tag'),
    type: first('type'),
    content: required('content'),
  };
}
