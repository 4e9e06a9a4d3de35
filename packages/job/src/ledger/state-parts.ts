import { CleanupError } from '@senhasegura-action/core/internal';

/**
 * A CI system hands each saved value to the post step as one variable, and Windows takes none with 32,767 characters, its name among
 * them. (Linux starts no process with a variable of 128 KiB; the text is ASCII: a character is a byte.)
 */
const PART = 30_000;
/** Parts of ledgers of an older version are longer. */
const LONGEST_PART = 100_000;

/** A ledger of ten thousand names has less than one MiB. */
const MOST_PARTS = 540;

const COUNT = 'ledger_parts';

/** A long text as values that a CI system keeps for the post step, by name. */
export function toStateParts(text: string): ReadonlyMap<string, string> {
  const parts: string[] = [];
  for (let start = 0; start < text.length; start += PART) parts.push(text.slice(start, start + PART));
  return new Map([
    [COUNT, String(parts.length)],
    ...parts.map((part, index): [string, string] => [`ledger_${index}`, part]),
  ]);
}

/**
 * The text that `toStateParts` cut up, or `undefined` where none was saved.
 * @throws {CleanupError} for what it never made: whoever can set variables for the post step may have made it
 */
export function fromStateParts(stateOf: (name: string) => string): string | undefined {
  const written = stateOf(COUNT);
  if (written === '' || written === '0') return undefined;
  const count = /^[1-9]\d{0,2}$/.test(written) ? Number(written) : Number.POSITIVE_INFINITY;
  if (count > MOST_PARTS) throw foreign();
  const parts = Array.from({ length: count }, (_, index) => stateOf(`ledger_${index}`));
  if (parts.some((part) => part === '' || part.length > LONGEST_PART)) throw foreign();
  return parts.join('');
}

function foreign(): CleanupError {
  return new CleanupError(
    'The list of what has to be taken back was not written by this action, so nothing was taken back. Look which step sets variables such as STATE_ledger_parts, and release custodies in the console.',
  );
}
