import { field, type FieldTable, named, required } from '../input/field-table.js';
import { filledText, id, name, tags, text } from '../input/field-readers.js';

/** A credential of PAM Core (contract section 4, `POST /iso/pam/credential`). Its device must be in the vault already. */
export interface CredentialInput {
  /** Decides which credential is written; the vault makes one up where it is absent. Letters, digits, `-`, `_` and `.` only. */
  readonly identifier?: string;
  readonly username: string;
  readonly hostname: string;
  readonly ip: string;
  readonly password?: string;
  readonly additional?: string;
  readonly tags?: readonly string[];
  /** E.g. `Local User`; the vault makes a type that it does not know. */
  readonly type?: string;
  /** A domain that the vault knows. */
  readonly domain?: string;
  /** Id of the parent credential. */
  readonly parent?: string | number;
}

export const CREDENTIAL_FIELDS: FieldTable<CredentialInput> = {
  identifier: field('identifier', name),
  username: required(field('username', name)),
  hostname: required(field('hostname', name)),
  ip: required(field('ip', name)),
  password: named('content', 'password', filledText),
  additional: named('additional', 'additional_info', text),
  tags: field('tags', tags),
  type: named('credential_type', 'type', name),
  domain: field('domain', name),
  parent: field('parent_password', id),
};
