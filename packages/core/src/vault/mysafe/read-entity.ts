import type { ItemReading } from '../item.js';
import type { Field } from '../../values/secret-value.js';
import { itemFields } from '../item-fields.js';
import { isJsonObject } from '../../values/json-value.js';
import { missingOr } from '../missing-item.js';
import { unexpectedAnswer } from '../unexpected-answer.js';
import { pathSegment } from '../input/path-segment.js';
import type { Vault } from '../vault.js';

/** Where the items of a kind lie, and the name under which an answer has one (contract section 5). */
export interface MySafeRoute {
  readonly path: string;
  readonly entity: string;
}

/** MySafe's kinds of items, by the sources of references. */
export const MYSAFE_ROUTES = {
  'mysafe-password': { path: '/api/mysafe/password', entity: 'password_entity' },
  'mysafe-note': { path: '/api/mysafe/note', entity: 'note_entity' },
  'mysafe-api': { path: '/api/mysafe/secretapi', entity: 'api_secret_entity' },
} as const satisfies Record<string, MySafeRoute>;

export type MySafeSource = keyof typeof MYSAFE_ROUTES;

/**
 * The fields of an item, secrets included. `vault` has a token of MySafe's own path.
 * @param what names the identifier in messages
 */
export async function readMySafeFields(
  vault: Vault,
  route: MySafeRoute,
  what: string,
  identifier: string | number,
): Promise<readonly Field[]> {
  const path = `${route.path}/${pathSegment(what, identifier)}`;
  const entity = (await vault.call({ method: 'GET', path, repeat: 'safe' }))[route.entity];
  if (!isJsonObject(entity)) throw unexpectedAnswer('GET', path, 'a MySafe item');
  return itemFields(entity);
}

/** Reads the item of a reference. */
export async function readMySafeEntity(vault: Vault, source: MySafeSource, id: string): Promise<ItemReading> {
  try {
    return { kind: 'found', fields: await readMySafeFields(vault, MYSAFE_ROUTES[source], 'the item', id) };
  } catch (error) {
    return missingOr(error);
  }
}
