import type { Field } from '../values/secret-value.js';
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

const SECRET = new Set(['password', 'content', 'additional']);

/** @throws {InputError} for values that can't be opened, and for a credential without a password */
export function credentialOf(id: string, sealed: readonly Field[], effects: FieldEffects): Credential {
  const what = `credential ${id}`;
  const { fields, first, required } = openFields(what, sealed, (name) => SECRET.has(name), effects);
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
