/**
 * A CI system hands each saved value to the post step as one variable, and Linux starts no process with a variable of 128
 * KiB. The text is ASCII: a character is a byte.
 */
const LONGEST_PART = 100_000;

const COUNT = 'ledger_parts';

/** A long text as values that a CI system keeps for the post step, by name. */
export function toStateParts(text: string): ReadonlyMap<string, string> {
  const parts: string[] = [];
  for (let start = 0; start < text.length; start += LONGEST_PART) parts.push(text.slice(start, start + LONGEST_PART));
  return new Map([
    [COUNT, String(parts.length)],
    ...parts.map((part, index): [string, string] => [`ledger_${index}`, part]),
  ]);
}

/** The text that `toStateParts` cut up, or `undefined` where none was saved. */
export function fromStateParts(stateOf: (name: string) => string): string | undefined {
  const count = Number(stateOf(COUNT));
  if (!(count > 0)) return undefined;
  return Array.from({ length: count }, (_, index) => stateOf(`ledger_${index}`)).join('');
}
