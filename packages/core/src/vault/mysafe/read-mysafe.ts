import { isJsonArray, isJsonObject, type JsonObject } from '../../values/json-value.js';
import type { Field } from '../../values/secret-value.js';
import { textAt, unexpectedAnswer } from '../answer-fields.js';
import { pathSegment } from '../input/read-input.js';
import { itemFields, type ItemReading, missingOr } from '../item.js';
import type { Vault } from '../vault.js';

/** A kind of MySafe item: where it lies, and how answers call it (contract section 5). */
export interface MySafeRoute {
  /** Names it in messages. */
  readonly what: string;
  readonly path: string;
  readonly entity: string;
  readonly onList: string;
}

/** MySafe's kinds of items, by the sources of references. */
export const MYSAFE_ROUTES = {
  'mysafe-password': {
    what: 'password',
    path: '/api/mysafe/password',
    entity: 'password_entity',
    onList: 'password_on_list',
  },
  'mysafe-note': { what: 'note', path: '/api/mysafe/note', entity: 'note_entity', onList: 'note_on_list' },
  'mysafe-api': {
    what: 'API secret',
    path: '/api/mysafe/secretapi',
    entity: 'api_secret_entity',
    onList: 'api_secret_on_list',
  },
} as const satisfies Record<string, MySafeRoute>;

export type MySafeSource = keyof typeof MYSAFE_ROUTES;

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
export async function listMySafe(
  vault: Vault,
  { path, onList }: MySafeRoute,
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

/**
 * The fields of an item, secrets included. `vault` has a token of MySafe's own path.
 * @param what names the identifier in messages
 */
export async function readMySafe(
  vault: Vault,
  route: MySafeRoute,
  identifier: string | number,
  what = `the identifier of the ${route.what}`,
): Promise<readonly Field[]> {
  const path = `${route.path}/${pathSegment(what, identifier)}`;
  const entity = (await vault.call({ method: 'GET', path, repeat: 'safe' }))[route.entity];
  if (!isJsonObject(entity)) throw unexpectedAnswer('GET', path, 'a MySafe item');
  return itemFields(entity);
}

/** Reads the item of a reference. */
export async function readMySafeEntity(vault: Vault, source: MySafeSource, id: string): Promise<ItemReading> {
  try {
    return { kind: 'found', fields: await readMySafe(vault, MYSAFE_ROUTES[source], id, 'the item') };
  } catch (error) {
    return missingOr(error);
  }
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
