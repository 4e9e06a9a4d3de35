import type { Fetched, SecretValue, Selection } from '@senhasegura-action/core/internal';
import type { Platform } from '../platform.js';
import { collectForms, createFormSet, type LeafMask, type Masking, missingPointers } from './mask-forms.js';

/** A value to be masked, and how a message calls it. */
export interface NamedValue {
  readonly name: string;
  readonly value: SecretValue;
  /** Which of its leaves are masked, where its reference says so. */
  readonly mask?: LeafMask | undefined;
}

/** Registers secrets with the platform's log masker. */
export interface Masker {
  /**
   * Masks all of these at once.
   * @returns how each is protected, in their order
   */
  mask(secrets: Iterable<NamedValue>): readonly Masking[];
}

export interface Masks {
  /** What to register with the log masker (see `maskForms`): unique, the longest first. */
  readonly lines: string[];
  /** How each value is protected. */
  readonly maskings: readonly Masking[];
}

/** The masks of many values at once. `minLength` is in characters, and at least 1. */
export function masksOf(values: Iterable<NamedValue>, minLength: number): Masks {
  const forms = createFormSet(minLength);
  const maskings = Array.from(values, ({ value, mask }) => collectForms(value, minLength, forms, mask));
  return { lines: forms.longestFirst(), maskings };
}

/** Values whose masks are in memory at the same time: ten thousand values have sixty thousand masks. */
const BATCH = 500;

/** Masks that a platform gets at a time: one document of ten megabytes can have half a million. */
const MOST_AT_ONCE = 50_000;

export function createMasker(platform: Pick<Platform, 'mask'>, minLength: number): Masker {
  return {
    mask(secrets) {
      const all = [...secrets];
      const maskings: Masking[] = [];
      for (let start = 0; start < all.length; start += BATCH) {
        const masks = masksOf(all.slice(start, start + BATCH), minLength);
        for (let first = 0; first < masks.lines.length; first += MOST_AT_ONCE) {
          platform.mask(masks.lines.slice(first, first + MOST_AT_ONCE));
        }
        maskings.push(...masks.maskings);
      }
      return maskings;
    },
  };
}

/** What of a fetched value says how it is masked. */
export type Maskable = Pick<Fetched, 'reference' | 'value' | 'passphrase'> & {
  readonly selection: Pick<Selection, 'modifiers'>;
};

const isMasked = ({ selection }: Maskable): boolean => !selection.modifiers.nomask;

/** What `as=base64` encoded, as it was before: that is what has leaves, and what must not show either. */
const plainValue = ({ value, selection }: Maskable): SecretValue =>
  selection.modifiers.as === 'base64' ? Buffer.from(Buffer.from(value).toString('utf8'), 'base64') : value;

/** What of the fetched values has to be masked: all but `nomask`, in their order; then what was encoded, and every passphrase. */
export function fetchedSecrets(fetched: readonly Maskable[]): readonly NamedValue[] {
  const masked = fetched.filter(isMasked);
  return [
    ...masked.map((each) => ({
      name: each.reference,
      value: plainValue(each),
      mask: each.selection.modifiers.mask,
    })),
    ...masked.flatMap(({ reference, value, selection }) =>
      selection.modifiers.as === undefined ? [] : [{ name: `${reference} (${selection.modifiers.as})`, value }],
    ),
    ...fetched.flatMap(({ reference, passphrase: value }) =>
      value === undefined ? [] : [{ name: `${reference} (passphrase)`, value }],
    ),
  ];
}

/** Where a `mask=/pointer` leads nowhere. */
export interface MissingLeaf {
  readonly fetched: Fetched;
  readonly pointer: string;
}

/** Every pointer of a reference below which its value has nothing. */
export function missingLeaves(fetched: readonly Fetched[]): readonly MissingLeaf[] {
  return fetched.flatMap((each) =>
    missingPointers(plainValue(each), each.selection.modifiers.mask).map((pointer) => ({ fetched: each, pointer })),
  );
}

/** How a fetched value is protected; a file that a template has become, by the masks of its values. */
export type FetchedMasking = Masking | { readonly kind: 'nomask' | 'template' };

/** How the values of one run are protected. */
export type Maskings = (fetched: Pick<Fetched, 'reference'> & { readonly selection: object }) => FetchedMasking;

export const isUnmasked = ({ kind }: FetchedMasking): boolean => kind !== 'masked' && kind !== 'fields';

/**
 * Masks what was fetched. A value is found again by its line and its reference: two lines can take two pieces of one field.
 * Of values that have both in common, one that is masked speaks for all.
 */
export function maskFetched(fetched: readonly Maskable[], masker: Masker): Maskings {
  const found = new Map<object, Map<string, Masking>>();
  const maskings = masker.mask(fetchedSecrets(fetched));
  for (const [index, { selection, reference }] of fetched.filter(isMasked).entries()) {
    const masking = maskings[index];
    const peers = found.get(selection) ?? new Map<string, Masking>();
    const peer = peers.get(reference);
    if (masking !== undefined && (peer === undefined || isUnmasked(peer))) peers.set(reference, masking);
    found.set(selection, peers);
  }
  return ({ selection, reference }) =>
    found.get(selection)?.get(reference) ?? { kind: reference.startsWith('template:') ? 'template' : 'nomask' };
}
