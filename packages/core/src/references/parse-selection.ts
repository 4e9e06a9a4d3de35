import { parseModifiers } from './parse-modifiers.js';
import { parseSink } from './parse-sink.js';
import { parseTarget } from './parse-target.js';
import type { Reading } from '../values/reading.js';
import type { Selection, Sink } from './selection.js';
import { sinkMismatch } from './sink-fits.js';

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
