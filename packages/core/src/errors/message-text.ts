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

/** A path as messages show it: no query, nothing that could break a line, not endless. */
export function shownPath(path: string): string {
  const bare = path.replace(/[?#].*$/s, '').replace(/[^\x21-\x7e]/g, '_');
  return bare.length > 200 ? `${bare.slice(0, 200)}...` : bare;
}

/** A slip of the fingers: two edits. More than that, and a suggestion is a guess. */
const FARTHEST = 2;
const LONGEST_WORD = 32;

/** How many characters must be inserted, removed or replaced to make `b` of `a` (Levenshtein). */
export function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const removed = (previous[column] ?? 0) + 1;
      const inserted = (current[column - 1] ?? 0) + 1;
      current.push(Math.min(replaced, removed, inserted));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** The word that was probably meant, compared without case: at most two edits away; `undefined` where none is near. */
export function nearestWord(written: string, words: readonly string[]): string | undefined {
  if (written.length > LONGEST_WORD) return undefined;
  const lower = written.toLowerCase();
  const ranked = words
    .map((word) => ({ word, edits: distance(lower, word) }))
    .filter(({ word, edits }) => edits <= FARTHEST && edits < word.length)
    .sort((a, b) => a.edits - b.edits);
  return ranked[0]?.word;
}

/** `. Did you mean "dsm"?` where a word is near, else `: use one of ...`; for the end of an error message. */
export function suggestion(written: string, words: readonly string[]): string {
  const nearest = nearestWord(written, words);
  return nearest === undefined ? `: use one of ${words.join(', ')}` : `: did you mean "${nearest}"?`;
}
