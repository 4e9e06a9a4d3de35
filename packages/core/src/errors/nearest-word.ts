/** A slip of the fingers: two edits. More than that, and a suggestion is a guess. */
const FARTHEST = 2;
const LONGEST_WORD = 32;

/** How many characters must be inserted, removed or replaced to make `b` of `a` (Levenshtein). */
function distance(a: string, b: string): number {
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
