/** Longer names are compared by their beginnings: a message needs no more, and must not take long. */
const LONGEST_COMPARED = 64;

/** How many characters must be inserted, removed or replaced to make one of the other (Levenshtein). */
function edits(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}

const compared = (text: string): string => text.normalize('NFC').toLowerCase().slice(0, LONGEST_COMPARED);

/** A slip of two letters is nearer than a part of the name, and that is nearer than everything else. */
const PART = 2.5;

function farness(wanted: string, name: string): number {
  const far = edits(wanted, name);
  const isPart = wanted !== '' && name !== '' && (name.includes(wanted) || wanted.includes(name));
  return isPart ? Math.min(far, PART) : far;
}

/**
 * The names that are there, those first that are most like the one that is not: what a message shows of a long list is then what
 * was probably meant. Case counts for nothing; names that are equally near stay in their order.
 */
export function nearestFirst(missing: string, there: readonly string[]): readonly string[] {
  const wanted = compared(missing);
  return [...new Set(there)]
    .map((name) => ({ name, far: farness(wanted, compared(name)) }))
    .sort((a, b) => a.far - b.far)
    .map(({ name }) => name);
}
