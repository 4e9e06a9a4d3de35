import { field, type FieldTable, required } from '../input/field-table.js';
import { filledText, name, tags, text } from '../input/field-readers.js';

/** A password of MySafe (contract section 5). */
export interface MySafePasswordInput {
  readonly name: string;
  readonly username?: string;
  readonly password: string;
  readonly url?: string;
  /** Seed of a one-time password, base32. */
  readonly secretKey?: string;
  readonly token?: string;
  readonly notes?: string;
  readonly tags?: readonly string[];
}

/** A note of MySafe. */
export interface MySafeNoteInput {
  readonly name: string;
  readonly note: string;
  readonly tags?: readonly string[];
}

/** An API secret of MySafe. */
export interface MySafeApiSecretInput {
  readonly name: string;
  readonly clientSecret: string;
  readonly clientId?: string;
  readonly url?: string;
  readonly identifierCode?: string;
  /** HTTP method of the token request, e.g. `POST`. */
  readonly method?: string;
  readonly notes?: string;
  readonly tags?: readonly string[];
}

/** MySafe's tags are one text with commas in every version. */
const mySafeTags: typeof tags = (value) => {
  const reading = tags(value);
  return 'ok' in reading ? { ok: { iso: reading.ok.iso, api: reading.ok.iso } } : reading;
};

export const PASSWORD_FIELDS: FieldTable<MySafePasswordInput> = {
  name: required(field('name', name)),
  username: field('username', text),
  password: required(field('password', filledText)),
  url: field('url', text),
  secretKey: field('secret_key', text),
  token: field('token', text),
  notes: field('notes', text),
  tags: field('tags', mySafeTags),
};

export const NOTE_FIELDS: FieldTable<MySafeNoteInput> = {
  name: required(field('name', name)),
  note: required(field('note', filledText)),
  tags: field('tags', mySafeTags),
};

export const API_SECRET_FIELDS: FieldTable<MySafeApiSecretInput> = {
  name: required(field('name', name)),
  clientSecret: required(field('client_secret', filledText)),
  clientId: field('client_id', text),
  url: field('url', text),
  identifierCode: field('identifier_code', text),
  method: field('method', name),
  notes: field('notes', text),
  tags: field('tags', mySafeTags),
};
