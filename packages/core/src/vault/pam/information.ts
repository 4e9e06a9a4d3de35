import { isJsonObject, type JsonValue } from '../../values/json-value.js';
import type { Field } from '../../values/secret-value.js';
import { textAt, unexpectedAnswer } from '../answer-fields.js';
import { field, type FieldTable, filledText, name, required } from '../input/fields.js';
import { checkInput, pathSegment } from '../input/read-input.js';
import { itemFields, type ItemReading, missingOr, unlessAlreadySo } from '../item.js';
import type { Vault } from '../vault.js';

/**
 * `GET /iso/pam/info/{id}`, or the same below `/api`: the fields of protected information (contract section 4).
 * @param what names the id in messages
 */
export async function readInformationFields(
  vault: Vault,
  what: string,
  id: string | number,
): Promise<readonly Field[]> {
  const segment = pathSegment(what, id);
  return inEitherFamily(vault, async (route) => {
    const path = `${route}/${segment}`;
    const { info } = await vault.call({ method: 'GET', path, repeat: 'safe' });
    if (!isJsonObject(info)) throw unexpectedAnswer('GET', path, 'protected information');
    return itemFields(info);
  });
}

function inEitherFamily<T>(vault: Vault, ask: (route: string) => Promise<T>): Promise<T> {
  return vault.choose('info', { iso: () => ask('/iso/pam/info'), api: () => ask('/api/pam/info') });
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
 * Creates protected information, or writes the one that has its identifier. The vendor's page answers without an id, with the
 * identifier alone. Repeated after a lost answer only with an identifier: then the same one gets the same content again.
 * @throws {InputError} every problem of the input; {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function saveInformation(vault: Vault, input: InformationInput): Promise<StoredInformation> {
  const json = checkInput('information', input, FIELDS)('iso');
  const repeat = json.identifier === undefined ? 'only-before-acting' : 'safe';
  return inEitherFamily(vault, async (path) => {
    const { info } = await vault.call({ method: 'POST', path, json, repeat });
    return storedInformation(info, path);
  });
}

/** What the vault tells of information that was written: an id, an identifier, or both. */
export interface StoredInformation {
  readonly id: string | undefined;
  readonly identifier: string | undefined;
}

function storedInformation(info: JsonValue | undefined, path: string): StoredInformation {
  if (!isJsonObject(info)) throw unexpectedAnswer('POST', path, 'what was written');
  return { id: textAt(info, 'id'), identifier: textAt(info, 'identifier', 'tag') };
}

/**
 * `DELETE /iso/pam/info/{id}`, or the same below `/api`. Safe to repeat.
 * @returns whether it was there; `false` where it was inactive already
 */
export async function deleteInformation(vault: Vault, id: string | number): Promise<boolean> {
  const segment = pathSegment('the id of the information', id);
  return unlessAlreadySo(
    inEitherFamily(vault, (route) =>
      vault.call({ method: 'DELETE', path: `${route}/${segment}`, repeat: 'safe', acts: true }),
    ),
  );
}
