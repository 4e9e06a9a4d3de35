import { isJsonObject } from '../../values/json-value.js';
import type { Field } from '../../values/secret-value.js';
import { unexpectedAnswer } from '../answer-fields.js';
import { field, type FieldTable, filledText, name, required } from '../input/fields.js';
import { checkInput, pathSegment } from '../input/read-input.js';
import { itemFields, type ItemReading, missingOr, unlessAlreadySo } from '../item.js';
import type { Vault } from '../vault.js';
import { type StoredItem, storedItem } from './written-item.js';

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

/** Protected information (contract section 4, `POST /iso/pam/info`). */
export interface InformationInput {
  /** Decides which one is written; the vault makes one up where it is absent. */
  readonly identifier?: string;
  readonly content: string;
  readonly name?: string;
  readonly type?: string;
}

const FIELDS: FieldTable<InformationInput> = {
  identifier: field('identifier', name),
  content: required(field('content', filledText)),
  name: field('name', name),
  type: field('type', name),
};

/**
 * Creates protected information, or writes the one that has its identifier. Repeated after a lost answer only with an
 * identifier: then the same one gets the same content again.
 * @throws {InputError} every problem of the input; {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function saveInformation(vault: Vault, input: InformationInput): Promise<StoredItem> {
  const path = '/iso/pam/info';
  const json = checkInput('information', input, FIELDS)('iso');
  const repeat = json.identifier === undefined ? 'only-before-acting' : 'safe';
  const { info } = await vault.call({ method: 'POST', path, json, repeat });
  return storedItem(info, 'POST', path);
}

/**
 * `DELETE /iso/pam/info/{id}`. Safe to repeat.
 * @returns whether it was there; `false` where it was inactive already
 */
export async function deleteInformation(vault: Vault, id: string | number): Promise<boolean> {
  const path = `/iso/pam/info/${pathSegment('the id of the information', id)}`;
  return unlessAlreadySo(vault.call({ method: 'DELETE', path, repeat: 'safe' }));
}
