import type { Field } from '../values/secret-value.js';
import { fieldText } from './field-text.js';
import type { JsonObject } from '../values/json-value.js';

/** The fields of one object of an answer, in its order; those that are `null` are left out. */
export function itemFields(item: JsonObject): readonly Field[] {
  const fields: Field[] = [];
  for (const [name, value] of Object.entries(item)) {
    const text = fieldText(value);
    if (text !== undefined) fields.push({ name, value: text });
  }
  return fields;
}
