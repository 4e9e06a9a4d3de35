import { parseSelection } from './parse-selection.js';
import { quoteText } from '../errors/quote-text.js';
import type { Selection } from './selection.js';

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
