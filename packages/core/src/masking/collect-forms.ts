import type { SecretValue } from '../fetch/secret-value.js';
import { addByteForms } from './byte-forms.js';
import { jsonLeaves } from './json-leaves.js';
import { addShellForms, addTextForms } from './text-forms.js';

type Add = (form: string) => void;

/**
 * Encoded forms are made of texts and bytes up to this size, which is what one environment variable can hold on Linux.
 * A larger value goes to a file or an output only, its lines and leaves are still masked, and a whole encoding of it on one
 * line of a log is no accident.
 */
const LARGEST_ENCODED = 128 * 1024;
/** Leaves of one JSON document that are also masked encoded. All leaves are masked as they are. */
const MOST_ENCODED_LEAVES = 1_000;

const LINE_END = /\r\n|\n|\r/;
const LONE_SURROGATE = /\p{Cs}/u;
const LONE_SURROGATES = /\p{Cs}/gu;

/** As UTF-8 carries it: a lone surrogate becomes U+FFFD on its way into a log. */
const toWellFormed = (text: string): string =>
  LONE_SURROGATE.test(text) ? text.replace(LONE_SURROGATES, '\uFFFD') : text;

/** What stands between quotes, which a shell or a reader of YAML takes away; `undefined` where there are none. */
function unquoted(trimmed: string): string | undefined {
  const quote = trimmed.charAt(0);
  const quoted = trimmed.length > 2 && (quote === '"' || quote === "'") && trimmed.endsWith(quote);
  return quoted ? trimmed.slice(1, -1) : undefined;
}

/** Adds each line that is long enough without the white space around it: trimmed, as it stands, and as a shell's trace has it. */
function addLines(text: string, minLength: number, add: Add): boolean {
  let added = false;
  for (const line of LINE_END.test(text) ? text.split(LINE_END) : [text]) {
    const trimmed = line.trim();
    if (trimmed.length < minLength) continue;
    added = true;
    add(trimmed);
    if (trimmed.length < line.length) add(line);
    addShellForms(trimmed, add);
  }
  return added;
}

function addEncoded(text: string, minLength: number, add: Add): void {
  if (text.length > LARGEST_ENCODED || text.trim().length < minLength) return;
  const wellFormed = toWellFormed(text);
  addTextForms(text, wellFormed, add);
  addByteForms(wellFormed, add);
}

function addLeaves(text: string, minLength: number, add: Add): void {
  let characters = 0;
  for (const [index, leaf] of jsonLeaves(text).entries()) {
    addLines(toWellFormed(leaf), minLength, add);
    characters += leaf.length;
    if (index < MOST_ENCODED_LEAVES && characters <= LARGEST_ENCODED) addEncoded(leaf, minLength, add);
  }
}

function addText(text: string, minLength: number, add: Add): boolean {
  const readable = addLines(toWellFormed(text), minLength, add);
  addEncoded(text, minLength, add);
  const trimmed = text.trim();
  if (trimmed.length < text.length) addEncoded(trimmed, minLength, add);
  const inner = unquoted(trimmed);
  if (inner !== undefined) {
    addLines(toWellFormed(inner), minLength, add);
    addEncoded(inner, minLength, add);
  }
  addLeaves(text, minLength, add);
  return readable;
}

function asText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Tells `add` every form of a value that must not appear in a log; some more than once, some too short, none of more
 * than one line. Answers whether a form is the value, or a line of it, as it stands.
 */
export function collectForms(value: SecretValue, minLength: number, add: Add): boolean {
  const text = typeof value === 'string' ? value : asText(value);
  if (text !== undefined) return addText(text, minLength, add);
  if (value.length < minLength) return false;
  if (value.length <= LARGEST_ENCODED) addByteForms(value, add);
  return true;
}
