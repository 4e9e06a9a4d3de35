import type { Fetched, SecretValue } from '@senhasegura-action/core/internal';
import type { Platform } from '../platform.js';
import { collectForms, createFormSet } from './mask-forms.js';

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

/** What of the fetched values has to be masked: all but `nomask`, and every passphrase. */
export function fetchedSecrets(fetched: readonly Fetched[]): readonly NamedValue[] {
  const masked = fetched.filter(({ selection }) => !selection.modifiers.nomask);
  return [
    ...masked.map(({ reference, value }) => ({ name: reference, value })),
    ...fetched.flatMap(({ reference, passphrase: value }) =>
      value === undefined ? [] : [{ name: `${reference} (passphrase)`, value }],
    ),
  ];
}

/** Registers secrets with the platform's log masker. */
export interface Masker {
  /**
   * Masks all of these at once.
   * @returns the names of values that are too short to be masked
   */
  mask(secrets: Iterable<NamedValue>): readonly string[];
}

/** Values whose masks are in memory at the same time: ten thousand values have a hundred thousand masks. */
const BATCH = 500;

export function createMasker(platform: Pick<Platform, 'mask'>, minLength: number): Masker {
  return {
    mask(secrets) {
      const all = [...secrets];
      const tooShort: string[] = [];
      for (let start = 0; start < all.length; start += BATCH) {
        const masks = masksOf(all.slice(start, start + BATCH), minLength);
        if (masks.lines.length > 0) platform.mask(masks.lines);
        tooShort.push(...masks.tooShort);
      }
      return tooShort;
    },
  };
}
