import { type JsonValue, NumberText, isJsonArray, isJsonObject, textOfNumber } from '../values/json-value.js';

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
