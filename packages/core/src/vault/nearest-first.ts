import { distance } from '../errors/message-text.js';

/** Longer names are compared by their beginnings: a message needs no more, and must not take long. */
const LONGEST_COMPARED = 64;

const compared = (text: string): string => text.normalize('NFC').toLowerCase().slice(0, LONGEST_COMPARED);

/** A slip of two letters is nearer than a part of the name, and that is nearer than everything else. */
const PART = 2.5;

function farness(wanted: string, name: string): number {
  const far = distance(wanted, name);
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
