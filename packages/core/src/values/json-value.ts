/** A number of an answer whose text JavaScript's numbers would change: more than 15 digits, a fraction, an exponent. */
export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A value of an answer. A `number` is exact: its text is the text of the answer. */
export type JsonValue =
  null | boolean | number | NumberText | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

export type JsonObject = Readonly<Record<string, JsonValue>>;

/** An object, not an array or a number. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NumberText);
}

export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A number just as the vault wrote it. */
export function textOfNumber(value: number | NumberText): string {
  return value instanceof NumberText ? value.text : String(value);
}

/** A number in the place of a value that `JSON.parse` may alter. In a string it is a false alarm, which costs time only. */
const DELICATE = /[[:,]\s*(?:-0|-?(?:\d+[.eE]|\d{16}))/;

function exactNumber(text: string): number | NumberText {
  const number = Number(text);
  return String(number) === text ? number : new NumberText(text);
}

/** `undefined` where the text is not JSON. Node's own error quotes the text, so it is not passed on. */
function parsed(parse: () => unknown): JsonValue | undefined {
  try {
    return parse() as JsonValue;
  } catch {
    return undefined;
  }
}

/** Levels and values above which no JSON is read: a vault never comes near, and what walks a value must not run out of stack or memory. */
const DEEPEST = 100;
const MOST_VALUES = 1_000_000;

/** Whether a text has more levels or values than are read, told without reading it. */
export function isBeyondBounds(text: string): boolean {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    else if (character === ',') values += 1;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth > DEEPEST || values > MOST_VALUES) return true;
  }
  return false;
}

/** Where the string that begins at `start` ends, or the text. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

/**
 * Reads JSON (RFC 8259) without changing any number. Of names that come twice in an object the last one counts, as with `JSON.parse`.
 *
 * @returns `undefined` where the text is not JSON, or beyond the bounds
 */
export async function readJson(text: string): Promise<JsonValue | undefined> {
  if (isBeyondBounds(text)) return undefined;
  const value = parsed(() => JSON.parse(text));
  if (value === undefined || !DELICATE.test(text)) return value;
  const lossless = await import('lossless-json');
  return parsed(() =>
    lossless.parse(text, undefined, { parseNumber: exactNumber, onDuplicateKey: ({ newValue }) => newValue }),
  );
}
