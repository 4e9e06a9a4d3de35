import { itemFields } from '../vault/item-fields.js';
import { isJsonObject } from '../vault/json-value.js';
import { pathSegment } from '../vault/input/path-segment.js';
import { unexpectedAnswer } from '../vault/unexpected-answer.js';
import type { Vault } from '../vault/vault.js';
import { type FieldEffects, openFields } from './open-fields.js';

/** Protected information of PAM Core. */
export interface Information {
  readonly id: string;
  readonly identifier: string | undefined;
  readonly type: string | undefined;
  readonly content: string;
}

/** `GET /iso/pam/info/{id}` (contract section 4). */
export async function readInformationItem(
  vault: Vault,
  id: string | number,
  effects: FieldEffects,
): Promise<Information> {
  const path = `/iso/pam/info/${pathSegment('the id of the information', id)}`;
  const { info } = await vault.call({ method: 'GET', path, repeat: 'safe' });
  if (!isJsonObject(info)) throw unexpectedAnswer('GET', path, 'protected information');
  const what = `information ${String(id)}`;
  const { first, required } = openFields(what, itemFields(info), (name) => name === 'content', effects);
  return {
    id: String(id),
    identifier: first('identifier', 'tag'),
    type: first('type'),
    content: required('content'),
  };
}
