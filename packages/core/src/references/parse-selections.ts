import { type Reading, trimmed, WHITE_SPACE } from '../values/reading.js';
import { MODIFIER_MARK, parseModifiers } from './parse-modifiers.js';
import { parseSink, sinkMismatch } from './parse-sink.js';
import { parseTarget } from './parse-target.js';
import { type Modifiers, placeOf, type Selection, type Sink, type Target } from './selection.js';

/** A line of the `secrets` setting that begins with `template:`, unread. */
export type TemplateLine = Pick<Selection, 'line' | 'text'>;

/** Every selection of the `secrets` setting in the order of its lines, and a sentence for each wrong line. */
export interface Selections {
  readonly selections: readonly Selection[];
  readonly templates: readonly TemplateLine[];
  readonly problems: readonly string[];
}

const EVERYTHING = 'dsm:*';

const LINE_END = /\r\n|\n|\r/;

/**
 * Reads the `secrets` setting, a selection per line (design section 2). Blank lines and lines that begin with `#` are
 * skipped; a setting that is empty or blank means `dsm:*`. Lines that are all commented out are a problem: whoever
 * switched every selection off did not ask for every secret. Never throws.
 * @param takesTemplates whether lines can name templates; else such a line is wrong
 */
export function parseSelections(text: string, takesTemplates = false): Selections {
  if (trimmed(text) === '') return read([{ text: EVERYTHING }], takesTemplates);
  const lines = text.split(LINE_END).map((line, index) => ({ text: trimmed(line), line: index + 1 }));
  const written = lines.filter((line) => line.text !== '' && !line.text.startsWith('#'));
  if (written.length > 0) return read(written, takesTemplates);
  const problems = ['Every line of secrets is a comment: name a secret, or write dsm:* for all of them'];
  return Object.freeze({ selections: [], templates: [], problems });
}

const TEMPLATE = /^template\s*:/;

function read(lines: readonly TemplateLine[], takesTemplates: boolean): Selections {
  const selections: Selection[] = [];
  const templates: TemplateLine[] = [];
  const problems: string[] = [];
  for (const line of lines) {
    if (takesTemplates && TEMPLATE.test(line.text)) {
      templates.push(line);
      continue;
    }
    const selection = parseSelection(line.text, line.line);
    if ('ok' in selection) selections.push(selection.ok);
    else problems.push(`${placeOf(line)}: ${selection.problem}`);
  }
  return Object.freeze({
    selections: Object.freeze(selections),
    templates: Object.freeze(templates),
    problems: Object.freeze(problems),
  });
}

/** Controls other than white space, and lone surrogates: no name holds them, and no log shows them. */
const UNREADABLE = /\p{Cs}|(?!\p{White_Space})\p{Cc}/u;

/** What ends a line wherever it stands (Unicode Standard Annex 14, classes BK, CR, LF, NL). */
const LINE_END_WITHIN = /[\n\v\f\r\u0085\u2028\u2029]/;

/** Before each sink. */
export const SINK_MARK = new RegExp(`(?<=${WHITE_SPACE})>(?=${WHITE_SPACE})`, 'gu');

const OWN_LINE = 'each reference has a line of its own: in YAML, write "secrets: |" and the lines below it';

const FIELD_NAME: Sink = Object.freeze({ kind: 'field-name' });

/**
 * Reads one line, `REFERENCE [| MODIFIER]... [> SINK]` (design section 2). `line` is its number in the setting, from 1;
 * absent where nobody wrote a line. A problem is one sentence, or several with `; ` between them; it neither quotes nor
 * numbers the line. Never throws.
 */
export function parseSelection(written: string, line?: number): Reading<Selection> {
  const text = trimmed(written);
  if (LINE_END_WITHIN.test(text)) return { problem: `it holds a line end, and ${OWN_LINE}` };
  if (UNREADABLE.test(text)) return { problem: 'it holds a character that no name may hold: remove it' };
  const [rest = '', sinkText, ...more] = text.split(SINK_MARK);
  if (more.length > 0) return { problem: `it holds " > " more than once, and ${OWN_LINE}` };
  const [reference = '', ...words] = rest.split(MODIFIER_MARK);
  const target = parseTarget(trimmed(reference));
  const modifiers = parseModifiers(words);
  const sink = sinkText === undefined ? { ok: FIELD_NAME } : parseSink(trimmed(sinkText));
  if ('problem' in target || 'problem' in modifiers || 'problem' in sink) {
    const problems = [target, modifiers, sink].flatMap((part) => ('problem' in part ? [part.problem] : []));
    return { problem: problems.join('; ') };
  }
  const mismatch = modifierMismatch(target.ok, modifiers.ok) ?? sinkMismatch(target.ok, modifiers.ok, sink.ok);
  if (mismatch !== undefined) return { problem: mismatch };
  const place = line === undefined ? {} : { line };
  return { ok: Object.freeze({ target: target.ok, modifiers: modifiers.ok, sink: sink.ok, ...place, text }) };
}

/** Why the modifiers say nothing about what is selected; `undefined` where they do. */
function modifierMismatch(target: Target, { oneTime }: Modifiers): string | undefined {
  const ofPam = target.kind === 'item' && target.source === 'pam';
  if (oneTime === undefined || ofPam) return undefined;
  return 'one-time is for pam alone, whose passwords the vault changes: remove it';
}
