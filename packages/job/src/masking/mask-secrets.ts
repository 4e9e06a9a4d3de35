import type { SecretValue } from '@senhasegura-action/core/internal';
import { collectForms } from './collect-forms.js';
import { createFormSet } from './form-set.js';

export interface NamedValue {
  readonly name: string;
  readonly value: SecretValue;
}

export interface Masks {
  /** What to register with the log masker (see `maskForms`): unique, the longest first. */
  readonly lines: string[];
  /** The names of values of which no line is long enough to be masked as it stands. Empty values are none of them. */
  readonly tooShort: string[];
}

/** The masks of many values at once. `minLength` is in characters, and at least 1. */
export function masksOf(values: Iterable<NamedValue>, minLength: number): Masks {
  const forms = createFormSet(minLength);
  const tooShort: string[] = [];
  for (const { name, value } of values) {
    if (value.length > 0 && !collectForms(value, minLength, forms)) tooShort.push(name);
  }
  return { lines: forms.longestFirst(), tooShort };
}
