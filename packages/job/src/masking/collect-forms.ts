import { type SecretValue, utf8Text } from '@senhasegura-action/core/internal';
import type { Forms } from './form-set.js';
import { jsonLeaves } from './json-leaves.js';
import { addShellForms, addTextForms, addXmlForms, isPlain } from './text-forms.js';

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
