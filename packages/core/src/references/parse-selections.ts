import { quoteText } from '../errors/quote-text.js';
import type { Reading } from '../values/reading.js';
import { parseModifiers } from './parse-modifiers.js';
import { parseSink, sinkMismatch } from './parse-sink.js';
import { parseTarget } from './parse-target.js';
import type { Selection, Sink } from './selection.js';

/** Every selection of the `secrets` setting in the order of its lines, and a sentence for each wrong line. */
export interface Selections {
  readonly selections: readonly Selection[];
  readonly problems: readonly string[];
}

const EVERYTHING = 'dsm:*';

const LINE_END = /\r\n|\n|\r/;

/**
 * Reads the `secrets` setting, a selection per line (design section 2). Blank lines and lines that begin with `#` are
 * skipped; a setting that is empty or blank means `dsm:*`. Lines that are all commented out are a problem: whoever
 * switched every selection off did not ask for every secret. Never throws.
 */
export function parseSelections(text: string): Selections {
  const selections: Selection[] = [];
  const problems: string[] = [];
  const blank = text.trim() === '';
  for (const [index, line] of (blank ? EVERYTHING : text).split(LINE_END).entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const number = index + 1;
    const selection = parseSelection(trimmed, number);
    if ('ok' in selection) selections.push(selection.ok);
    else problems.push(`Line ${number} (${quoteText(trimmed)}): ${selection.problem}`);
  }
  if (selections.length === 0 && problems.length === 0) {
    problems.push('Every line of secrets is a comment: name a secret, or write dsm:* for all of them');
  }
  return Object.freeze({ selections: Object.freeze(selections), problems: Object.freeze(problems) });
}

/** Controls other than a tab, lone surrogates, line separators: no name holds them, and no log shows them. */
const UNREADABLE = /[\p{Cs}\p{Zl}\p{Zp}]|(?!\t)\p{Cc}/u;

const SINK_MARK = /(?<=[ \t])>(?=[ \t])/g;
const MODIFIER_MARK = /(?<=[ \t])\|(?=[ \t])/;

const FIELD_NAME: Sink = Object.freeze({ kind: 'field-name' });

function splitAtLastSink(text: string): readonly [rest: string, sink: string | undefined] {
  const last = [...text.matchAll(SINK_MARK)].at(-1);
  return last === undefined ? [text, undefined] : [text.slice(0, last.index), text.slice(last.index + 1).trim()];
}

/**
 * Reads one line, `REFERENCE [| MODIFIER]... [> SINK]` (design section 2). `line` is its number in the setting, from 1.
 * A problem is one sentence, or several with `; ` between them; it neither quotes nor numbers the line. Never throws.
 */
export function parseSelection(written: string, line: number): Reading<Selection> {
  const text = written.trim();
  if (UNREADABLE.test(text)) return { problem: 'it holds a character that no name may hold: remove it' };
  const [rest, sinkText] = splitAtLastSink(text);
  const [reference = '', ...words] = rest.split(MODIFIER_MARK);
  const target = parseTarget(reference.trim());
  const modifiers = parseModifiers(words);
  const sink = sinkText === undefined ? { ok: FIELD_NAME } : parseSink(sinkText);
  if ('problem' in target || 'problem' in modifiers || 'problem' in sink) {
    const problems = [target, modifiers, sink].flatMap((part) => ('problem' in part ? [part.problem] : []));
    return { problem: problems.join('; ') };
  }
  const mismatch = sinkMismatch(target.ok, modifiers.ok, sink.ok);
  if (mismatch !== undefined) return { problem: mismatch };
  return { ok: Object.freeze({ target: target.ok, modifiers: modifiers.ok, sink: sink.ok, line, text }) };
}
