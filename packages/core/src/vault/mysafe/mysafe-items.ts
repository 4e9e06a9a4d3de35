import type { FieldTable } from '../input/field-table.js';
import { pathSegment } from '../input/path-segment.js';
import { checkChanges, checkInput } from '../input/read-input.js';
import { isJsonArray, isJsonObject, type JsonObject } from '../../values/json-value.js';
import type { Payload } from '../../http/envelope.js';
import { textAt } from '../text-at.js';
import { unexpectedAnswer } from '../unexpected-answer.js';
import type { Vault } from '../vault.js';
import type { Field } from '../../values/secret-value.js';
import { type MySafeRoute, readMySafeFields } from './read-entity.js';

/** A kind of MySafe item: where it lies, and how answers call it (contract section 5). */
export interface MySafeKind<Input> extends MySafeRoute {
  /** Names it in messages. */
  readonly what: string;
  readonly onList: string;
  readonly fields: FieldTable<Input>;
}

/** What narrows a list. */
export interface MySafeFilter {
  readonly identifierCode?: string;
  readonly tag?: string;
}

/** A line of a list. No secret is in it. */
export interface MySafeEntry {
  readonly identifier: string;
  readonly name: string | undefined;
  readonly username: string | undefined;
  readonly url: string | undefined;
  readonly tags: readonly string[];
}

/** The items of a kind that the user of the authorization may see. `vault` has a token of MySafe's own path. */
export async function listMySafe<Input>(
  vault: Vault,
  { path, onList }: MySafeKind<Input>,
  { identifierCode, tag }: MySafeFilter = {},
): Promise<readonly MySafeEntry[]> {
  const query = {
    ...(identifierCode === undefined ? {} : { identifier_code: identifierCode }),
    ...(tag === undefined ? {} : { tag }),
  };
  const list = (await vault.call({ method: 'GET', path, query, repeat: 'safe' }))[onList];
  if (!isJsonArray(list)) throw unexpectedAnswer('GET', path, 'a list of MySafe items');
  return list.filter(isJsonObject).map(toEntry);
}

/** The fields of an item, secrets included. */
export function readMySafe<Input>(
  vault: Vault,
  kind: MySafeKind<Input>,
  identifier: string | number,
): Promise<readonly Field[]> {
  return readMySafeFields(vault, kind, `the identifier of the ${kind.what}`, identifier);
}

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
  await vault.call({ method: 'PUT', path: target, json, repeat: 'safe' });
}

/** Some versions give the whole item back. */
function identifierIn(payload: Payload, entity: string): string | undefined {
  const item = payload[entity];
  return textAt(payload, 'identifier', 'id') ?? (isJsonObject(item) ? textAt(item, 'identifier', 'id') : undefined);
}

function toEntry(item: JsonObject): MySafeEntry {
  const { tags } = item;
  const texts = isJsonArray(tags) ? tags.map(String) : (textAt(item, 'tags') ?? '').split(',');
  return {
    identifier: textAt(item, 'identifier') ?? '',
    name: textAt(item, 'name'),
    username: textAt(item, 'username'),
    url: textAt(item, 'url'),
    tags: texts.map((tag) => tag.trim()).filter((tag) => tag !== ''),
  };
}
