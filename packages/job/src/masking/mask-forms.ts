import { type SecretValue, type Selection, utf8Text } from '@senhasegura-action/core/internal';
import { createByteForms } from './byte-forms.js';
import { linesOf } from './file-leaves.js';
import { type LeafOfField, type Structure, visitLeaves } from './leaves.js';
import { isNeverMasked, isOrdinary } from './ordinary.js';
import { QUOTED_SPELLINGS } from './quoted-forms.js';
import { saysSecret } from './secret-keys.js';
import { isPlain, MARKUP_SPELLINGS, type Spelling, TEXT_SPELLINGS } from './text-forms.js';

/** Which leaves of a structured value are masked, whatever they look like: all, or those at and below some pointers. */
export type LeafMask = NonNullable<Selection['modifiers']['mask']>;

/** How a value is protected. */
export type Masking =
  | { readonly kind: 'masked' }
  /** So many of the fields of a structured value are masked on their own; all of it is as a whole. */
  | { readonly kind: 'fields'; readonly masked: number; readonly of: number; readonly cut: boolean }
  | { readonly kind: 'too-short' }
  | { readonly kind: 'ordinary-word' };

/**
 * Encoded forms are made of texts and bytes up to this size, which is what one environment variable can hold on Linux.
 * A larger value goes to a file or an output only, its lines and leaves are still masked, and a whole encoding of it on one
 * line of a log is no accident.
 */
const LARGEST_ENCODED = 128 * 1024;
/** Leaves of one document that are also masked encoded. All of them are masked as they are. */
const MOST_ENCODED_LEAVES = 1_000;
/** Texts of so many lines are also masked as programs print them that read line by line: keys and certificates have more. */
const MOST_SPELT_LINES = 20;

const LINE_END = /\r\n|\n|\r/;

/** Takes the forms of values, some more than once, some too short. */
export interface Forms {
  /** A text as it stands. */
  readonly add: (form: string) => void;
  /** Every encoding of bytes, or of the UTF-8 bytes of a text. */
  readonly addEncodings: (bytes: string | Uint8Array) => void;
}

/** Texts, each once, that come out with the longest first. */
export interface FormSet extends Forms {
  readonly longestFirst: () => string[];
}

/**
 * A set of texts of at least `minLength` characters. A masker that replaces one text after the other must not find the
 * short one inside the long one first; so they lie by length, and nothing has to be sorted in the end.
 */
export function createFormSet(minLength: number): FormSet {
  const byLength = new Map<number, Set<string>>();
  const shortest = Math.max(minLength, 1);
  const add = (form: string): void => {
    const { length } = form;
    if (length < shortest) return;
    const peers = byLength.get(length);
    if (peers === undefined) byLength.set(length, new Set([form]));
    else peers.add(form);
  };
  const { addOf, flush } = createByteForms(add);
  return {
    add,
    addEncodings: addOf,
    longestFirst() {
      flush();
      const forms: string[] = [];
      for (const [, peers] of [...byLength].sort(([one], [other]) => other - one)) {
        // One by one: a spread would put them all onto the call stack.
        for (const form of peers) forms.push(form);
      }
      return forms;
    },
  };
}

/**
 * The texts to register with a log masker, so that a value appears in no log: one line each, none shorter than `minLength`
 * characters (UTF-16 code units), none twice, the longest first.
 *
 * They are the value's lines (split at CRLF, LF and CR), trimmed and as they stand; the leaves of a structured value (`leavesOf`)
 * whose name says that they are secret or that are no ordinary text, or that `mask` names; and each of these in the spellings of
 * `byte-forms.ts`, `text-forms.ts` and `quoted-forms.ts`. What is never masked (`isNeverMasked`) has no form.
 *
 * Bounds: encoded forms are made of texts up to 128 KiB, and of the first 1,000 leaves of a document up to 128 KiB
 * together. Lines and leaves as they stand have no bound but that of `leavesOf`.
 */
export function maskForms(value: SecretValue, minLength: number, mask?: LeafMask): readonly string[] {
  const forms = createFormSet(minLength);
  collectForms(value, minLength, forms, mask);
  return forms.longestFirst();
}

function addSpellings(text: string, spellings: readonly Spelling[], forms: Forms): void {
  for (const { changes, write, vary } of spellings) {
    if (!changes.test(text)) continue;
    const written = write(text);
    // Some leave a line end as it is: the lines have spellings of their own.
    if (LINE_END.test(written)) continue;
    forms.add(written);
    if (vary !== undefined) forms.add(vary(written));
  }
}

/** Of a line of a structured value that looks ordinary, what is secret is masked on its own. */
const isOrdinaryLine = (line: string): boolean => isOrdinary(line.replaceAll(/[={}[\]",]+/g, ' '));

/**
 * Adds each line that is long enough, not never masked and, in a structured value, not ordinary: trimmed, as it stands, and
 * spelt. Answers whether there is one.
 */
function addLines(text: string, minLength: number, forms: Forms, structured = false): boolean {
  const several = LINE_END.test(text);
  const spelt = several && text.length <= LARGEST_ENCODED && Array.from(linesOf(text)).length <= MOST_SPELT_LINES;
  let added = false;
  for (const line of linesOf(text)) {
    const trimmed = line.trim();
    if (trimmed.length < minLength || isNeverMasked(trimmed)) continue;
    added = true;
    if (structured && several && isOrdinaryLine(trimmed)) continue;
    forms.add(trimmed);
    if (trimmed.length < line.length) forms.add(line);
    if (isPlain(trimmed) || text.length > LARGEST_ENCODED) continue;
    addSpellings(trimmed, MARKUP_SPELLINGS, forms);
    addSpellings(trimmed, QUOTED_SPELLINGS, forms);
    if (spelt) addSpellings(trimmed, TEXT_SPELLINGS, forms);
  }
  return added;
}

/** Well-formed first: a lone surrogate becomes U+FFFD on its way into a log, which is UTF-8. */
function addEncoded(text: string, minLength: number, forms: Forms): void {
  if (text.length > LARGEST_ENCODED || text.trim().length < minLength) return;
  const wellFormed = text.toWellFormed();
  addSpellings(text, TEXT_SPELLINGS, forms);
  addSpellings(wellFormed, QUOTED_SPELLINGS, forms);
  forms.addEncodings(wellFormed);
}

/** Whole, line by line, and encoded, also without the white space and the quotes around it; whether any of it can be masked. */
function addText(text: string, minLength: number, forms: Forms, structured = false): boolean {
  const trimmed = text.trim();
  if (isNeverMasked(trimmed)) return false;
  if (isPlain(text)) {
    if (text.length < minLength) return false;
    forms.add(text);
    if (text.length <= LARGEST_ENCODED) forms.addEncodings(text);
    return true;
  }
  const readable = addLines(text.toWellFormed(), minLength, forms, structured);
  addEncoded(text, minLength, forms);
  if (trimmed.length < text.length) addEncoded(trimmed, minLength, forms);
  const quote = trimmed.charAt(0);
  if (trimmed.length > 2 && (quote === '"' || quote === "'") && trimmed.endsWith(quote)) {
    addText(trimmed.slice(1, -1), minLength, forms);
  }
  return readable;
}

const isBelow = (path: string, pointer: string): boolean => path === pointer || path.startsWith(`${pointer}/`);

/** A name of many secrets says it of all that lies below it. */
const BELOW_SECRETS = /\/(?:secrets|passwords|tokens|senhas|credentials\/passwords)\//i;

function isSecretLeaf({ path, key, text, number }: LeafOfField, mask: LeafMask | undefined): boolean {
  if (mask?.kind === 'all') return true;
  if (mask?.kind === 'pointers') return mask.pointers.some((pointer) => isBelow(path, pointer));
  if (saysSecret(key) || BELOW_SECRETS.test(path)) return true;
  return number !== true && !isOrdinary(text);
}

/** Adds the leaves that are secret; answers what the value is, and in how many of its fields one is masked. */
function addLeaves(
  value: string,
  minLength: number,
  forms: Forms,
  mask: LeafMask | undefined,
): Structure & { readonly masked: number } {
  let masked = 0;
  let last: number | undefined;
  let index = 0;
  let characters = 0;
  const structure = visitLeaves(value, (leaf) => {
    const { text, field } = leaf;
    index += 1;
    if (!isSecretLeaf(leaf, mask)) return;
    characters += text.length;
    const encoded = index <= MOST_ENCODED_LEAVES && characters <= LARGEST_ENCODED;
    const added = encoded ? addText(text, minLength, forms) : addLines(text.toWellFormed(), minLength, forms);
    if (!added || field === last) return;
    last = field;
    masked += 1;
  });
  return { ...structure, masked };
}

/** Pointers that no leaf lies at or below. */
export function missingPointers(value: SecretValue, mask: LeafMask | undefined): readonly string[] {
  if (mask?.kind !== 'pointers') return [];
  const text = typeof value === 'string' ? value : utf8Text(value);
  const missing = new Set(mask.pointers);
  visitLeaves(text ?? '', ({ path }) => {
    for (const pointer of missing) if (isBelow(path, pointer)) missing.delete(pointer);
  });
  return [...missing];
}

/**
 * Tells `forms` every form of a value that must not appear in a log; some more than once, some too short, none of more
 * than one line. Answers how the value is protected.
 */
export function collectForms(value: SecretValue, minLength: number, forms: Forms, mask?: LeafMask): Masking {
  const text = typeof value === 'string' ? value : utf8Text(value);
  if (text === undefined) {
    if (value.length < minLength) return { kind: 'too-short' };
    if (value.length <= LARGEST_ENCODED) forms.addEncodings(value);
    return { kind: 'masked' };
  }
  if (text === '') return { kind: 'masked' };
  if (isNeverMasked(text) && text.trim().length >= minLength) return { kind: 'ordinary-word' };
  const { fields: of, cut, masked } = isPlain(text) ? NO_STRUCTURE : addLeaves(text, minLength, forms, mask);
  // Of leaves that nobody has looked at, none is masked on its own: their lines have to be.
  if (!addText(text, minLength, forms, of > 0 && !cut)) return { kind: 'too-short' };
  return of === 0 ? { kind: 'masked' } : { kind: 'fields', masked, of, cut };
}

const NO_STRUCTURE = { fields: 0, cut: false, masked: 0 };
