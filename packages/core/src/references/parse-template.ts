import { quoteText, suggestion } from '../errors/message-text.js';
import { type Reading, trimmed } from '../values/reading.js';
import { MODIFIER_MARK } from './parse-modifiers.js';
import { parseSelection } from './parse-selections.js';
import type { Selection, Target } from './selection.js';

/** The kinds of file that a value can be escaped for. */
export const FILE_KINDS = ['json', 'yaml', 'shell', 'xml'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** The signs between which a placeholder stands. */
export interface Delimiters {
  readonly open: string;
  readonly close: string;
}

export const BRACES: Delimiters = Object.freeze({ open: '{{', close: '}}' });

/** One value of the vault in a template. */
export interface Placeholder {
  /** Of one field, without a sink. Its text begins with the place: `app.conf:3:9: dsm:database#password`. */
  readonly selection: Selection;
  /** `NAME:LINE:COLUMN`, both from 1; a column is a character. */
  readonly place: string;
  /** What the value is escaped for, after all other modifiers. */
  readonly escape?: FileKind;
}

/** A template, read: pieces of text, and what stands between them. */
export type Template = readonly (string | Placeholder)[];

export type TemplateReading = { readonly ok: Template } | { readonly problems: readonly string[] };

const LONGEST_SIGN = 16;

/** Signs that a template can be written with. */
export function parseDelimiters({ open, close }: Delimiters): Reading<Delimiters> {
  for (const sign of [open, close]) {
    if (sign === '' || sign.length > LONGEST_SIGN || /[\p{White_Space}\p{C}]/u.test(sign)) {
      return { problem: `the signs around a placeholder have 1 to ${LONGEST_SIGN} characters, and no white space` };
    }
  }
  return open === close
    ? { problem: 'the signs before and behind a placeholder are the same: choose two' }
    : { ok: Object.freeze({ open, close }) };
}

/** Nobody reads more at once. A file full of other braces can have thousands. */
const MOST_PROBLEMS = 100;

/**
 * Reads a template: `{{ REFERENCE [| MODIFIER]... [| as=json|yaml|shell|xml] }}` stands for one value, and the opening sign twice for
 * itself. The time it takes grows with the text alone. Never throws.
 * @param name how messages call the template
 */
export function parseTemplate(text: string, name: string, { open, close }: Delimiters = BRACES): TemplateReading {
  const parts: (string | Placeholder)[] = [];
  const problems: string[] = [];
  const placeAt = createPlaces(text, name);
  const closeFrom = createSeeker((from) => indexOrEnd(text, close, from));
  const lineEndFrom = createSeeker((from) => nextLineEnd(text, from));
  let literal = '';
  let at = 0;
  for (let found = text.indexOf(open); found >= 0; found = text.indexOf(open, at)) {
    literal += text.slice(at, found);
    const from = found + open.length;
    if (text.startsWith(open, from)) {
      literal += open;
      at = from + open.length;
      continue;
    }
    const end = closeFrom(from);
    const lineEnd = lineEndFrom(from);
    const place = placeAt(found);
    const isClosed = end < lineEnd;
    at = isClosed ? end + close.length : lineEnd;
    const placeholder = isClosed
      ? parsePlaceholder(text.slice(from, end), { place, open, quote: quoteAround(text, found, at) })
      : { problem: `no "${close}" follows on this line` };
    if ('problem' in placeholder) problems.push(`${place}: ${placeholder.problem}`);
    else {
      parts.push(literal, placeholder.ok);
      literal = '';
    }
  }
  if (problems.length > MOST_PROBLEMS) {
    const more = problems.length - MOST_PROBLEMS;
    problems.splice(
      MOST_PROBLEMS,
      more,
      `${name}: and ${more} more. Are "${open}" and "${close}" signs of the file itself?`,
    );
  }
  parts.push(literal + text.slice(at));
  return problems.length > 0 ? { problems } : { ok: Object.freeze(parts.filter((part) => part !== '')) };
}

/** Places by offsets that grow. */
function createPlaces(text: string, name: string): (offset: number) => string {
  let at = 0;
  let line = 1;
  let column = 1;
  return (offset) => {
    for (; at < offset; at += 1) {
      const unit = text.charCodeAt(at);
      const isLineEnd = unit === LINE_FEED || (unit === CARRIAGE_RETURN && text.charCodeAt(at + 1) !== LINE_FEED);
      if (isLineEnd) line += 1;
      column = isLineEnd ? 1 : column + (isSecondHalf(unit) ? 0 : 1);
    }
    return `${name}:${line}:${column}`;
  };
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Of a character that takes two units of UTF-16. */
const isSecondHalf = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Looks for something from offsets that grow, and never at a piece of the text twice. */
function createSeeker(seek: (from: number) => number): (from: number) => number {
  let known = -1;
  return (from) => {
    if (known < from) known = seek(from);
    return known;
  };
}

function indexOrEnd(text: string, word: string, from: number): number {
  const index = text.indexOf(word, from);
  return index < 0 ? Infinity : index;
}

function nextLineEnd(text: string, from: number): number {
  const lineEnd = /[\n\r]/g;
  lineEnd.lastIndex = from;
  return lineEnd.exec(text)?.index ?? text.length;
}

function quoteAround(text: string, from: number, to: number): string | undefined {
  const before = text.charAt(from - 1);
  return (before === '"' || before === "'") && text.charAt(to) === before ? before : undefined;
}

/** Each writes its value between quotes of its own. */
const QUOTING: ReadonlySet<FileKind> = new Set(['json', 'yaml', 'shell']);

function parsePlaceholder(
  written: string,
  { place, open, quote }: { readonly place: string; readonly open: string; readonly quote: string | undefined },
): Reading<Placeholder> {
  if (written.includes(open)) return { problem: `it holds another "${open}": close it first` };
  const words = written.split(MODIFIER_MARK);
  const [reference = '', ...modifiers] = words.map(trimmed);
  const escapes = modifiers.map(escapeOf);
  const last = escapes.at(-1);
  if (last !== undefined && 'problem' in last) return last;
  if (escapes.slice(0, -1).some((escape) => escape !== undefined)) {
    return { problem: `what the file is (as=${FILE_KINDS.join(', as=')}) comes last: move it to the end` };
  }
  const selection = parseSelection(last === undefined ? written : words.slice(0, -1).join('|'));
  if ('problem' in selection) return selection;
  const { target, sink } = selection.ok;
  if (sink.kind !== 'field-name') return { problem: 'a placeholder has no sink: remove what follows " > "' };
  const several = severalProblem(target);
  if (several !== undefined) return { problem: several };
  if (last !== undefined && quote !== undefined && QUOTING.has(last.ok)) {
    return { problem: `as=${last.ok} writes the quotes too: remove those around the placeholder` };
  }
  const text = `${place}: ${[reference, ...modifiers].join(' | ')}`;
  const escape = last === undefined ? {} : { escape: last.ok };
  return { ok: Object.freeze({ selection: Object.freeze({ ...selection.ok, text }), place, ...escape }) };
}

/** What a modifier escapes for; `undefined` for any other modifier. */
function escapeOf(word: string): Reading<FileKind> | undefined {
  const encoding = /^as\s*=\s*(.*)$/u.exec(word)?.[1];
  if (encoding === undefined || encoding === 'base64') return undefined;
  const kind = FILE_KINDS.find((each) => each === encoding);
  return kind === undefined
    ? { problem: `unknown encoding ${quoteText(encoding)}${suggestion(encoding, ['base64', ...FILE_KINDS])}` }
    : { ok: kind };
}

function severalProblem(target: Target): string | undefined {
  const { source } = target;
  if (target.kind === 'every-secret')
    return `a placeholder is one value: write ${source}:ID#FIELD in the place of ${source}:*`;
  const { field } = target;
  return field.kind === 'one' ? undefined : `a placeholder is one value: name a field, ${source}:ID#FIELD`;
}
