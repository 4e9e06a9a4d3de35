import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../values/json-value.js';
import type { Field } from '../../values/secret-value.js';
import { fieldText, textAt } from '../answer-fields.js';
import { itemFields } from '../item.js';

/** A secret of the DevOps Secret Manager with its fields in the vault's order. */
export interface DsmSecret {
  readonly identity: string;
  /** Fields that are `null` in the vault are left out. A name can stand here more than once. */
  readonly fields: readonly Field[];
  readonly version: string | undefined;
  /** As the vault writes dates (contract section 1). */
  readonly expirationDate: string | undefined;
  /** How messages tell apart two secrets of one identity: by the vault's own id and name. */
  readonly label: string;
}

/** The secrets of a list (contract section 3). What is no secret in it is passed over. */
export function readDsmSecrets(list: JsonValue | undefined): readonly DsmSecret[] {
  return isJsonArray(list) ? list.filter(isJsonObject).map(readDsmSecret) : [];
}

export function readDsmSecret(secret: JsonObject): DsmSecret {
  const id = textAt(secret, 'secret_id', 'id') ?? 'unknown';
  const name = textAt(secret, 'secret_name', 'name');
  return {
    identity: fieldText(secret.identity) ?? '',
    fields: blocksOf(secret.data).flatMap(itemFields),
    version: filled(textAt(secret, 'version')),
    expirationDate: filled(textAt(secret, 'expiration_date')),
    label: name === undefined ? `id ${id}` : `id ${id}, ${JSON.stringify(name)}`,
  };
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** `data` is an array of flat objects or, from provisioning, one object. */
function blocksOf(data: JsonValue | undefined): readonly JsonObject[] {
  if (isJsonArray(data)) return data.filter(isJsonObject);
  return isJsonObject(data) ? [data] : [];
}
