import type { ItemReading } from '../../fetch/item.js';
import { itemFields } from '../item-fields.js';
import { isJsonObject } from '../json-value.js';
import { missingOr } from '../missing-item.js';
import { unexpectedAnswer } from '../unexpected-answer.js';
import { pathSegment } from '../input/path-segment.js';
import type { Vault } from '../vault.js';

/** MySafe's kinds of items: the end of the path, and the name under which an answer has the item (contract section 5). */
const KINDS = {
  'mysafe-password': { path: 'password', entity: 'password_entity' },
  'mysafe-note': { path: 'note', entity: 'note_entity' },
  'mysafe-api': { path: 'secretapi', entity: 'api_secret_entity' },
} as const;

export type MySafeSource = keyof typeof KINDS;

/** Reads a MySafe item. `vault` has a token of MySafe's own path. */
export async function readMySafeEntity(vault: Vault, source: MySafeSource, id: string): Promise<ItemReading> {
  const kind = KINDS[source];
  const path = `/api/mysafe/${kind.path}/${pathSegment('the item', id)}`;
  try {
    const entity = (await vault.call({ method: 'GET', path, repeat: 'safe' }))[kind.entity];
    if (!isJsonObject(entity)) throw unexpectedAnswer('GET', path, 'a MySafe item');
    return { kind: 'found', fields: itemFields(entity) };
  } catch (error) {
    return missingOr(error);
  }
}
