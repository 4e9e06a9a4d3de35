import type { Field } from '../fetch/secret-value.js';
import { fieldText } from './field-text.js';
import type { JsonObject } from './json-value.js';

/** The fields of one object of an answer, in its order; those that are `null` are left out. */
export function itemFields(item: JsonObject): readonly Field[] {
  return Object.entries(item).flatMap(([name, value]) => {
    const text = fieldText(value);
    return text === undefined ? [] : [{ name, value: text }];
  });
}
