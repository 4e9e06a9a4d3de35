import { distance, quoteText } from '../errors/message-text.js';

/** Longer names are compared by their beginnings: a message needs no more, and must not take long. */
const LONGEST_COMPARED = 64;

const compared = (text: string): string => text.normalize('NFC').toLowerCase().slice(0, LONGEST_COMPARED);

/** A slip of two letters is nearer than a part of the name, and that is nearer than everything else. */
const PART = 2.5;

const isPart = (wanted: string, name: string): boolean =>
  wanted !== '' && name !== '' && (name.includes(wanted) || wanted.includes(name));

function farness(wanted: string, name: string): number {
  const far = distance(wanted, name);
  return isPart(wanted, name) ? Math.min(far, PART) : far;
}

/** Whether one was probably written for the other: a part of it, or a slip in less than half of its letters. */
function isMeant(wanted: string, name: string): boolean {
  const far = distance(wanted, name);
  return isPart(wanted, name) || (far < PART && 2 * far < wanted.length);
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

/**
 * A sentence that names the nearest of what is there to what is not, for the end of a message; empty where nothing is there. A name
 * that is no slip of the other is the nearest all the same, and is not offered as what was meant.
 */
export function nearestSentence(missing: string, there: readonly string[]): string {
  const names = nearestFirst(missing, there);
  const [nearest] = names;
  if (nearest === undefined) return '';
  if (isMeant(compared(missing), compared(nearest))) return `Did you mean ${quoteText(nearest)}?`;
  return names.length === 1
    ? `There is only ${quoteText(nearest)}.`
    : `The nearest of the ${names.length} that are there is ${quoteText(nearest)}.`;
}
