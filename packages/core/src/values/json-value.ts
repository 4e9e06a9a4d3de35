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
