import type { Reading } from '../../values/reading.js';
import type { JsonValue } from '../../values/json-value.js';

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
