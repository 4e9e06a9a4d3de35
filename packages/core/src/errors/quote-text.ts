const LONGEST_QUOTE = 120;
const MOST_NAMES_SHOWN = 12;

/** Characters that a log does not show, or that end a line: controls, formats, lone surrogates, separators. */
const NOT_PRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

const escapeCharacter = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Quotes what a user wrote for an error message: printable, on one line, 120 characters at most (then `…`), between
 * double quotes.
 */
export function quoteText(text: string): string {
  // Cut first: escaping a line of megabytes to show 120 characters of it would be wasted work.
  const head = text.slice(0, LONGEST_QUOTE + 1).replace(NOT_PRINTABLE, escapeCharacter);
  const fits = text.length <= LONGEST_QUOTE && head.length <= LONGEST_QUOTE;
  return fits ? `"${head}"` : `"${head.slice(0, LONGEST_QUOTE)}…"`;
}

/** A list of names for a message, cut where it grows long. */
export function namesShown(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES_SHOWN).map(quoteText).join(', ');
  return names.length > MOST_NAMES_SHOWN ? `${shown} and ${names.length - MOST_NAMES_SHOWN} more` : shown;
}
