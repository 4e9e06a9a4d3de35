import type { ItemReading } from '../item.js';
import type { Field } from '../../values/secret-value.js';
import { itemFields } from '../item-fields.js';
import { isJsonObject } from '../../values/json-value.js';
import { unexpectedAnswer } from '../unexpected-answer.js';
import { missingOr } from '../missing-item.js';
import { pathSegment } from '../input/path-segment.js';
import type { Vault } from '../vault.js';

/**
 * `GET /iso/pam/info/{id}`: the fields of protected information (contract section 4).
 * @param what names the id in messages
 */
export async function readInformationFields(
  vault: Vault,
  what: string,
  id: string | number,
): Promise<readonly Field[]> {
  const path = `/iso/pam/info/${pathSegment(what, id)}`;
  const { info } = await vault.call({ method: 'GET', path, repeat: 'safe' });
  if (!isJsonObject(info)) throw unexpectedAnswer('GET', path, 'protected information');
  return itemFields(info);
}

/** Reads the information of a reference. */
export async function readInformation(vault: Vault, id: string): Promise<ItemReading> {
  try {
    return { kind: 'found', fields: await readInformationFields(vault, 'the information', id) };
  } catch (error) {
    return missingOr(error);
  }
}
