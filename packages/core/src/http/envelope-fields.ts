import { isJsonObject, NumberText, type JsonObject, type JsonValue } from '../values/json-value.js';

/** The keys of `response` that speak about the call; all others are payload (contract section 1). */
export const RESPONSE_META: ReadonlySet<string> = new Set([
  'status',
  'message',
  'error',
  'error_code',
  'detail',
  'mensagem',
  'erro',
  'cod_erro',
]);
/** The keys beside `response` that speak about the call. */
export const TOP_META: ReadonlySet<string> = new Set(['response', 'exception', 'code']);

/** The object under a name; empty where there is none. */
export function objectAt(parent: JsonObject, name: string): JsonObject {
  const value = Object.hasOwn(parent, name) ? parent[name] : undefined;
  return isJsonObject(value) ? value : {};
}

export function valueAt(parent: JsonObject, ...names: readonly string[]): JsonValue | undefined {
  const name = names.find((candidate) => Object.hasOwn(parent, candidate) && parent[candidate] !== null);
  return name === undefined ? undefined : parent[name];
}

/** A whole number of at most six digits, as a number or as text. */
export function smallNumber(value: JsonValue | undefined): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : undefined;
}

/** A text, bounded, to look for known words in. Never to be shown. */
export function wordsOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value.slice(0, 500) : '';
}

/** Any flag that does not clearly say no counts as yes: an error must not be taken for a value. */
export function saysYes(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value instanceof NumberText) {
    return value instanceof NumberText;
  }
  return !(typeof value === 'string' && /^(?:|0|false|no|n[aã]o)$/i.test(value.trim()));
}
