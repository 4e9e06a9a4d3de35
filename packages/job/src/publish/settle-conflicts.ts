import { isDeepStrictEqual } from 'node:util';
import type { CaselessNames } from '../names/caseless-names.js';
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
 * `last`, the later line wins.
 */
export function settleConflicts(
  publications: readonly Publication[],
  onConflict: 'error' | 'last',
  caseless: CaselessNames,
): Settled {
  const byDestination = new Map<string, Publication>();
  const problems: string[] = [];
  for (const publication of publications) {
    const key = destinationKey(publication, caseless);
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

/** One text for all that is one destination. A private file occupies its variable's name. An agent takes any number of keys. */
export function destinationKey({ destination, fetched }: Publication, caseless: CaselessNames): string {
  switch (destination.kind) {
    case 'file':
      return `file ${foldName(destination.path, caseless.files)}`;
    case 'output':
      return `output ${foldName(destination.name, caseless.outputs)}`;
    case 'variable':
    case 'private-file':
      return `variable ${foldName(destination.name, caseless.variables)}`;
    case 'ssh-agent':
      return `ssh-agent ${fetched.reference}`;
  }
}

function sameEffect(one: Publication, other: Publication): boolean {
  return one.destination.kind === other.destination.kind && isDeepStrictEqual(one.fetched.value, other.fetched.value);
}

function conflict(one: Publication, other: Publication): string {
  const [first, second] = [one, other].map(({ destination }) => describeDestination(destination));
  const both =
    first === second
      ? second
      : `${first} and the ${second}, which are one here: names that differ in case alone are the same`;
  return atLines(
    [one, other].map(({ fetched }) => fetched.selection),
    `${quoteText(one.fetched.reference)} and ${quoteText(other.fetched.reference)} have different values for the ${both}. ` +
      'Give one of them another name, or set on-conflict to last.',
  );
}
