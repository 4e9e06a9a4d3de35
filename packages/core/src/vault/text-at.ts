import { fieldText } from './field-text.js';
import type { JsonObject } from '../values/json-value.js';

/** The text of the first of these fields that the object has; `undefined` where all are `null` or absent. */
export function textAt(object: JsonObject, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = Object.hasOwn(object, name) ? fieldText(object[name]) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}
