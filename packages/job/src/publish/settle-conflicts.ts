import { isDeepStrictEqual } from 'node:util';
import { foldName } from '../names/variable-name.js';
import { atLines, quoteText } from '@senhasegura-action/core/internal';
import { type Publication, describeDestination } from './publication.js';

export interface Settled {
  /** One publication for each destination. */
  readonly publications: readonly Publication[];
  readonly problems: readonly string[];
}

/**
 * Two values for one destination: the same value counts once; different values are a problem that names both, or, with
 * `last`, the later line wins. With `caseless`, names that differ in case alone are one name.
 */
export function settleConflicts(
  publications: readonly Publication[],
  onConflict: 'error' | 'last',
  caseless = false,
): Settled {
  const byDestination = new Map<string, Publication>();
  const problems: string[] = [];
  for (const publication of publications) {
    const key = keyOf(publication, caseless);
    const earlier = byDestination.get(key);
    if (earlier !== undefined && onConflict === 'error' && !sameEffect(earlier, publication)) {
      problems.push(conflict(earlier, publication));
    } else {
      byDestination.set(key, publication);
    }
  }
  // Blocks of one secret can have the same field several times.
  return { publications: [...byDestination.values()], problems: [...new Set(problems)] };
}

/** A private file occupies its variable's name. An agent takes any number of keys. */
function keyOf({ destination, fetched }: Publication, caseless: boolean): string {
  switch (destination.kind) {
    case 'file':
      return `file ${destination.path}`;
    case 'output':
      return `output ${foldName(destination.name, caseless)}`;
    case 'variable':
    case 'private-file':
      return `variable ${foldName(destination.name, caseless)}`;
    case 'ssh-agent':
      return `ssh-agent ${fetched.reference}`;
  }
}

function sameEffect(one: Publication, other: Publication): boolean {
  return one.destination.kind === other.destination.kind && isDeepStrictEqual(one.fetched.value, other.fetched.value);
}

function conflict(one: Publication, other: Publication): string {
  return atLines(
    [one, other].map(({ fetched }) => fetched.selection),
    `${quoteText(one.fetched.reference)} and ${quoteText(other.fetched.reference)} have different values for the ` +
      `${describeDestination(other.destination)}. Give one of them another name, or set on-conflict to last.`,
  );
}
