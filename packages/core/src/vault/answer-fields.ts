import { APIError } from '../errors/senhasegura-error.js';
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  NumberText,
  textOfNumber,
} from '../values/json-value.js';

/** The text of the first of these fields that the object has; `undefined` where all are `null` or absent. */
export function textAt(object: JsonObject, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = Object.hasOwn(object, name) ? fieldText(object[name]) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}

/**
 * A field of the vault as text, exactly as the vault holds it: numbers keep their spelling, nested JSON becomes compact
 * JSON. `undefined` for `null` and for what is not there.
 */
export function fieldText(value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' || value instanceof NumberText) return textOfNumber(value);
  return jsonText(value);
}

/** JSON without spaces, with numbers spelt as they came. */
function jsonText(value: JsonValue): string {
  if (isJsonArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (isJsonObject(value)) {
    return `{${Object.entries(value)
      .map(([name, member]) => `${JSON.stringify(name)}:${jsonText(member)}`)
      .join(',')}}`;
  }
  return value instanceof NumberText ? value.text : JSON.stringify(value);
}

/** An answer that is JSON, says that all is well, and yet holds not what was asked for. */
export function unexpectedAnswer(method: string, path: string, missing: string): APIError {
  return new APIError(
    `${method} ${path} was answered without ${missing}. Check that \`url\` points at a senhasegura vault and that its version is one that the README names.`,
    { method, path, status: 200 },
  );
}
