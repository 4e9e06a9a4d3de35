import { quoteText } from '../errors/message-text.js';

/** What a reader of one part of a text answers: the part, or a sentence that says what is wrong and what to do. */
export type Reading<T> = { readonly ok: T } | { readonly problem: string };

/** White space of any kind (Unicode's property White_Space), and a byte order mark, which editors leave at the beginning. */
export const WHITE_SPACE = String.raw`[\p{White_Space}\uFEFF]`;

const IS_WHITE = new RegExp(WHITE_SPACE, 'u');

/** The text without the white space around it. */
export function trimmed(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && IS_WHITE.test(text.charAt(from))) from += 1;
  while (from < to && IS_WHITE.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

const TRUE = new Set(['true', 'True', 'TRUE']);
const FALSE = new Set(['false', 'False', 'FALSE']);

/** A boolean of the YAML 1.2 core schema (section 10.3.2). */
export function parseBoolean(text: string): Reading<boolean> {
  if (TRUE.has(text)) return { ok: true };
  if (FALSE.has(text)) return { ok: false };
  return { problem: `is ${quoteText(text)}, but only true or false is possible` };
}

/** A whole number in decimal digits, `least` and `most` included. */
export function parseWholeNumber(text: string, least: number, most: number): Reading<number> {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return { ok: value };
  return { problem: `is ${quoteText(text)}, but a whole number from ${least} to ${most} is needed` };
}

export function parseChoice<const T extends string>(text: string, choices: readonly T[]): Reading<T> {
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return { ok: choice };
  return { problem: `is ${quoteText(text)}, but only ${choices.join(', ')} are possible` };
}

/** Variable names, separated by commas or white space. */
export function parseNames(text: string): Reading<ReadonlySet<string>> {
  const names = text.split(/[\s,]+/).filter((name) => name !== '');
  const wrong = names.filter((name) => !/^[A-Za-z_][A-Za-z0-9_()]*$/.test(name));
  if (wrong.length === 0) return { ok: new Set(names) };
  return { problem: `holds what is no variable name: ${wrong.map(quoteText).join(', ')}` };
}
