import type { JsonValue } from '../../values/json-value.js';
import type { Reading } from '../../values/reading.js';

/** The two families of routes, which do not spell everything alike. */
export type Dialect = 'iso' | 'api';

/** A field's value, as each dialect has it. */
export type Spelt = Readonly<Record<Dialect, JsonValue>>;

/** Reads what a program gave for a field. A problem goes on from the field's name: `has to be ...`. */
export type ReadField = (value: unknown) => Reading<Spelt>;

export interface InputField {
  /** Names on the wire; `undefined` where the dialect does not know the field. */
  readonly iso: string | undefined;
  readonly api: string | undefined;
  readonly read: ReadField;
  readonly required: boolean;
}

/** Every field that an input can have. */
export type FieldTable<T> = { readonly [Name in keyof Required<T>]: InputField };

/** A field that has the same name in both dialects. */
export function field(name: string, read: ReadField): InputField {
  return { iso: name, api: name, read, required: false };
}

export function required(described: InputField): InputField {
  return { ...described, required: true };
}

/** A field that the seed's routes call otherwise. */
export function named(iso: string | undefined, api: string | undefined, read: ReadField): InputField {
  return { iso, api, read, required: false };
}

const NOT_ON_ONE_LINE = /[\p{Cc}\p{Zl}\p{Zp}]/u;

const alike = (value: JsonValue): Reading<Spelt> => ({ ok: { iso: value, api: value } });

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed();
}

/** A text on one line that is not blank. */
export function isName(value: unknown): value is string {
  return isText(value) && value.trim() !== '' && !NOT_ON_ONE_LINE.test(value);
}

function isListOf(value: unknown, fits: (item: unknown) => item is string): value is readonly string[] {
  return Array.isArray(value) && value.every(fits);
}

/** Any text, an empty one too. */
export const text: ReadField = (value) =>
  isText(value) ? alike(value) : { problem: 'has to be a text (valid Unicode).' };

/** A text with something in it, of many lines perhaps: passwords, keys. */
export const filledText: ReadField = (value) =>
  isText(value) && value !== '' ? alike(value) : { problem: 'has to be a text that is not empty (valid Unicode).' };

/** A text on one line that is not blank: names, hosts, identifiers. */
export const name: ReadField = (value) =>
  isName(value) ? alike(value) : { problem: 'has to be a text on one line that is not empty.' };

export const flag: ReadField = (value) =>
  typeof value === 'boolean' ? alike(value) : { problem: 'has to be true or false.' };

/** A whole number, both ends included. */
export function whole(least: number, most: number): ReadField {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? alike(value)
      : { problem: `has to be a whole number from ${least} to ${most}.` };
}

export function oneOf(...choices: readonly string[]): ReadField {
  return (value) =>
    typeof value === 'string' && choices.includes(value)
      ? alike(value)
      : { problem: `has to be one of ${choices.join(', ')}.` };
}

/** The id of an item: digits, as a text or a number. */
export const id: ReadField = (value) => {
  const digits = typeof value === 'number' ? String(value) : value;
  return typeof digits === 'string' && /^\d{1,18}$/.test(digits)
    ? alike(digits)
    : { problem: 'has to be an id: digits.' };
};

/** A list of texts. */
export const list: ReadField = (value) =>
  isListOf(value, isName) ? alike([...value]) : { problem: 'has to be a list of texts on one line each.' };

/** A list of objects that have exactly these texts. */
export function listOf(...names: readonly string[]): ReadField {
  const fits = (item: unknown): item is Readonly<Record<string, string>> =>
    typeof item === 'object' &&
    item !== null &&
    Object.keys(item).length === names.length &&
    names.every((wanted) => isName((item as Readonly<Record<string, unknown>>)[wanted]));
  return (value) =>
    Array.isArray(value) && value.every(fits)
      ? alike(value.map((item) => ({ ...item })))
      : { problem: `has to be a list of objects with the texts ${names.join(' and ')}.` };
}

/** The vendor's routes take tags as one text with commas, the seed's as a list (contract section 4). */
export const tags: ReadField = (value) => {
  const fits = (tag: unknown): tag is string => isName(tag) && !tag.includes(',');
  return isListOf(value, fits)
    ? { ok: { iso: value.join(','), api: [...value] } }
    : { problem: 'has to be a list of texts without commas.' };
};

/** Host names become `[{hostname}]` (contract section 4, SSH keys). */
export const hosts: ReadField = (value) =>
  isListOf(value, isName)
    ? alike(value.map((hostname) => ({ hostname })))
    : { problem: 'has to be a list of host names.' };
