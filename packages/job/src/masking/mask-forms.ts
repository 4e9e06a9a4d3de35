import { type SecretValue, utf8Text } from '@senhasegura-action/core/internal';
import { createByteForms } from './byte-forms.js';
import { jsonLeaves } from './json-leaves.js';
import { addShellForms, addTextForms, addXmlForms, isPlain } from './text-forms.js';

/**
 * The texts to register with a log masker, so that a value appears in no log: one line each, none shorter than
 * `minLength` characters (UTF-16 code units), none twice, the longest first.
 *
 * They are the value's lines (split at CRLF, LF and CR), trimmed and as they stand; the string leaves of a value that is a JSON
 * object or array, line by line; and of the value, of the trimmed value, of the value without quotes around it, and of
 * each leaf: base64 and base64url with and without padding, their stable cores (the part that is the same wherever the
 * value stands in what is encoded, from 8 bytes up), base64 broken after 64 and 76 characters (up to 16 KiB), hex in both
 * cases, the JSON string and the URI encodings as the libraries of several languages write them; and of each line what XML
 * and HTML make of it, and what `set -x` prints of a quote.
 *
 * Bounds: encoded forms are made of texts up to 128 KiB, and of the first 1,000 leaves of a document up to 128 KiB
 * together. Lines and leaves as they stand have no bound: what has a limit is never the plain secret.
 */
export function maskForms(value: SecretValue, minLength: number): readonly string[] {
  const forms = createFormSet(minLength);
  collectForms(value, minLength, forms);
  return forms.longestFirst();
}

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
 * Encoded forms are made of texts and bytes up to this size, which is what one environment variable can hold on Linux.
 * A larger value goes to a file or an output only, its lines and leaves are still masked, and a whole encoding of it on one
 * line of a log is no accident.
 */
const LARGEST_ENCODED = 128 * 1024;
/** Leaves of one JSON document that are also masked encoded. All leaves are masked as they are. */
const MOST_ENCODED_LEAVES = 1_000;

const LINE_END = /\r\n|\n|\r/;

/** What stands between quotes, which a shell or a reader of YAML takes away; `undefined` where there are none. */
function unquoted(trimmed: string): string | undefined {
  const quote = trimmed.charAt(0);
  const quoted = trimmed.length > 2 && (quote === '"' || quote === "'") && trimmed.endsWith(quote);
  return quoted ? trimmed.slice(1, -1) : undefined;
}

/** Adds each line that is long enough without the white space around it: trimmed, as it stands, and as XML and a shell's trace have it. */
function addLines(text: string, minLength: number, forms: Forms): boolean {
  let added = false;
  for (const line of LINE_END.test(text) ? text.split(LINE_END) : [text]) {
    const trimmed = line.trim();
    if (trimmed.length < minLength) continue;
    added = true;
    forms.add(trimmed);
    if (trimmed.length < line.length) forms.add(line);
    addShellForms(trimmed, forms.add);
    addXmlForms(trimmed, forms.add);
  }
  return added;
}

/** Well-formed first: a lone surrogate becomes U+FFFD on its way into a log, which is UTF-8. */
function addEncoded(text: string, minLength: number, forms: Forms): void {
  if (text.length > LARGEST_ENCODED || text.trim().length < minLength) return;
  const wellFormed = text.toWellFormed();
  addTextForms(text, wellFormed, forms.add);
  forms.addEncodings(wellFormed);
}

function addLeaves(text: string, minLength: number, forms: Forms): void {
  let characters = 0;
  for (const [index, leaf] of jsonLeaves(text).entries()) {
    addLines(leaf.toWellFormed(), minLength, forms);
    characters += leaf.length;
    if (index < MOST_ENCODED_LEAVES && characters <= LARGEST_ENCODED) addEncoded(leaf, minLength, forms);
  }
}

/** Most values: there is nothing in them that any notation writes in another way. */
function addPlain(text: string, minLength: number, forms: Forms): boolean {
  if (text.length < minLength) return false;
  forms.add(text);
  if (text.length <= LARGEST_ENCODED) forms.addEncodings(text);
  return true;
}

function addText(text: string, minLength: number, forms: Forms): boolean {
  if (isPlain(text)) return addPlain(text, minLength, forms);
  const readable = addLines(text.toWellFormed(), minLength, forms);
  addEncoded(text, minLength, forms);
  const trimmed = text.trim();
  if (trimmed.length < text.length) addEncoded(trimmed, minLength, forms);
  const inner = unquoted(trimmed);
  if (inner !== undefined) {
    addLines(inner.toWellFormed(), minLength, forms);
    addEncoded(inner, minLength, forms);
  }
  addLeaves(text, minLength, forms);
  return readable;
}

/**
 * Tells `forms` every form of a value that must not appear in a log; some more than once, some too short, none of more
 * than one line. Answers whether a form is the value, or a line of it, as it stands.
 */
export function collectForms(value: SecretValue, minLength: number, forms: Forms): boolean {
  const text = typeof value === 'string' ? value : utf8Text(value);
  if (text !== undefined) return addText(text, minLength, forms);
  if (value.length < minLength) return false;
  if (value.length <= LARGEST_ENCODED) forms.addEncodings(value);
  return true;
}
