import type { Field } from '../values/secret-value.js';
import { listMySafe, type MySafeEntry, type MySafeFilter, readMySafe } from '../vault/mysafe/read-mysafe.js';
import {
  createMySafe,
  MYSAFE_API_SECRETS,
  MYSAFE_NOTES,
  MYSAFE_PASSWORDS,
  type MySafeApiSecretInput,
  type MySafeKind,
  type MySafeNoteInput,
  type MySafePasswordInput,
  updateMySafe,
} from '../vault/mysafe/write-mysafe.js';
import type { Vault } from '../vault/vault.js';
import { type FieldEffects, oneValue, openFields } from './open-fields.js';

/** An item of MySafe, under the names that the vault has for its fields. */
export interface MySafeItem {
  readonly identifier: string;
  readonly fields: readonly Field[];
  /**
   * The value of a field, e.g. `password`, `note`, `client_secret`.
   * @throws {InputError} where there is no such field
   */
  value(name: string): string;
}

/** The items of one kind. */
export interface MySafeItems<Input> {
  list(filter?: MySafeFilter): Promise<readonly MySafeEntry[]>;
  read(identifier: string | number): Promise<MySafeItem>;
  /** @returns the identifier of the new item */
  create(input: Input): Promise<string>;
  /** Fields that are absent stay as they are. */
  update(identifier: string | number, changes: Partial<Input>): Promise<void>;
}

/** MySafe (contract section 5): the safe of the user that the authorization acts for. */
export interface MySafeClient {
  readonly passwords: MySafeItems<MySafePasswordInput>;
  readonly notes: MySafeItems<MySafeNoteInput>;
  readonly apiSecrets: MySafeItems<MySafeApiSecretInput>;
}

const SECRET = new Set(['password', 'secret_key', 'token', 'notes', 'note', 'client_secret']);

/** @param vault made when it is first needed: it has a token of its own */
export function createMySafeClient(vault: () => Vault, effects: FieldEffects): MySafeClient {
  const itemsOf = <Input extends object>(kind: MySafeKind<Input>): MySafeItems<Input> => ({
    list: (filter) => listMySafe(vault(), kind, filter),
    read: async (identifier) => {
      const what = `${kind.what} ${String(identifier)}`;
      const sealed = await readMySafe(vault(), kind, identifier);
      const { fields } = openFields(what, sealed, (name) => SECRET.has(name), effects);
      return { identifier: String(identifier), fields, value: (name) => oneValue(what, fields, name) };
    },
    create: (input) => createMySafe(vault(), kind, input),
    update: (identifier, changes) => updateMySafe(vault(), kind, identifier, changes),
  });
  return {
    passwords: itemsOf(MYSAFE_PASSWORDS),
    notes: itemsOf(MYSAFE_NOTES),
    apiSecrets: itemsOf(MYSAFE_API_SECRETS),
  };
}
