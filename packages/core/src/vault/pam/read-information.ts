import type { ItemReading } from '../../fetch/item.js';
import { itemFields } from '../item-fields.js';
import { isJsonObject } from '../json-value.js';
import { unexpectedAnswer } from '../unexpected-answer.js';
import { missingOr } from '../missing-item.js';
import { pathSegment } from '../input/path-segment.js';
import type { Vault } from '../vault.js';

/** `GET /iso/pam/info/{id}`: protected information (contract section 4). */
export async function readInformation(vault: Vault, id: string): Promise<ItemReading> {
  const path = `/iso/pam/info/${pathSegment('the information', id)}`;
  try {
    const { info } = await vault.call({ method: 'GET', path, repeat: 'safe' });
    if (!isJsonObject(info)) throw unexpectedAnswer('GET', path, 'protected information');
    return { kind: 'found', fields: itemFields(info) };
  } catch (error) {
    return missingOr(error);
  }
}
