import type { Payload } from '../../http/envelope.js';
import { isJsonObject } from '../../values/json-value.js';
import { textAt, unexpectedAnswer } from '../answer-fields.js';
import { field, type FieldTable, filledText, name, required, tags, text } from '../input/fields.js';
import { checkChanges, checkInput, pathSegment } from '../input/read-input.js';
import type { Vault } from '../vault.js';
import { MYSAFE_ROUTES, type MySafeRoute } from './read-mysafe.js';

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

/** A kind of MySafe item, and the fields that a program can write. */
export interface MySafeKind<Input> extends MySafeRoute {
  readonly fields: FieldTable<Input>;
}

export const MYSAFE_PASSWORDS: MySafeKind<MySafePasswordInput> = {
  ...MYSAFE_ROUTES['mysafe-password'],
  fields: {
    name: required(field('name', name)),
    username: field('username', text),
    password: required(field('password', filledText)),
    url: field('url', text),
    secretKey: field('secret_key', text),
    token: field('token', text),
    notes: field('notes', text),
    tags: field('tags', mySafeTags),
  },
};

export const MYSAFE_NOTES: MySafeKind<MySafeNoteInput> = {
  ...MYSAFE_ROUTES['mysafe-note'],
  fields: {
    name: required(field('name', name)),
    note: required(field('note', filledText)),
    tags: field('tags', mySafeTags),
  },
};

export const MYSAFE_API_SECRETS: MySafeKind<MySafeApiSecretInput> = {
  ...MYSAFE_ROUTES['mysafe-api'],
  fields: {
    name: required(field('name', name)),
    clientSecret: required(field('client_secret', filledText)),
    clientId: field('client_id', text),
    url: field('url', text),
    identifierCode: field('identifier_code', text),
    method: field('method', name),
    notes: field('notes', text),
    tags: field('tags', mySafeTags),
  },
};

/**
 * Creates an item. Asked once: every call makes another.
 * @returns its identifier
 * @throws {InputError} every problem of the input; {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function createMySafe<Input extends object>(
  vault: Vault,
  { what, path, fields, entity }: MySafeKind<Input>,
  input: Input,
): Promise<string> {
  const json = checkInput(what, input, fields)('api');
  const payload = await vault.call({ method: 'POST', path, json, repeat: 'only-before-acting' });
  const identifier = identifierIn(payload, entity);
  if (identifier === undefined) throw unexpectedAnswer('POST', path, 'the identifier of what was created');
  return identifier;
}

/** `PUT .../update/{identifier}`: fields that are absent stay as they are. Safe to repeat. */
export async function updateMySafe<Input extends object>(
  vault: Vault,
  { what, path, fields }: MySafeKind<Input>,
  identifier: string | number,
  changes: Partial<Input>,
): Promise<void> {
  const json = checkChanges(what, changes, fields)('api');
  const target = `${path}/update/${pathSegment(`the identifier of the ${what}`, identifier)}`;
  await vault.call({ method: 'PUT', path: target, json, repeat: 'safe', acts: true });
}

/** Some versions give the whole item back. */
function identifierIn(payload: Payload, entity: string): string | undefined {
  const item = payload[entity];
  return textAt(payload, 'identifier', 'id') ?? (isJsonObject(item) ? textAt(item, 'identifier', 'id') : undefined);
}
