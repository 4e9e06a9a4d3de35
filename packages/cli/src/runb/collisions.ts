import { isDeepStrictEqual } from 'node:util';
import { type Fetched, quoteText, type Settings } from '@senhasegura-action/core/internal';
import { describeDestination, destinationKey, type Platform, resolveDestinations } from '@senhasegura-action/job';
import { itemOf } from '../vault-run/items.js';

/**
 * Puts the secrets of `dsm:*` in the order of their identities: which of two equal names wins must not depend on the order
 * in which the vault happens to list them. All else stays in the order of its lines.
 */
export function inFixedOrder(fetched: readonly Fetched[]): readonly Fetched[] {
  return fetched.toSorted((one, other) => {
    const sameLine = one.selection === other.selection && one.selection.target.kind === 'every-secret';
    return sameLine ? compare(itemOf(one), itemOf(other)) : 0;
  });
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** A sentence for each name that two different values want: the later one gets it. */
export function collisionWarnings(
  fetched: readonly Fetched[],
  nameCase: Settings['nameCase'],
  { tempDir, caseless }: Pick<Platform, 'tempDir' | 'caseless'>,
): string[] {
  const taken = new Map<string, Pick<Fetched, 'reference' | 'value'>>();
  const warnings: string[] = [];
  for (const publication of resolveDestinations(fetched, nameCase, tempDir)) {
    const { fetched: later, destination } = publication;
    if (destination.kind === 'ssh-agent') continue;
    const name = describeDestination(destination);
    const key = destinationKey(publication, caseless);
    const earlier = taken.get(key);
    taken.set(key, later);
    if (earlier !== undefined && !isDeepStrictEqual(earlier.value, later.value)) {
      warnings.push(warning(earlier.reference, later.reference, name));
    }
  }
  return warnings;
}

function warning(earlier: string, later: string, name: string): string {
  return earlier === later
    ? `${quoteText(later)} has two values for the ${name}: the later one is used.`
    : `${quoteText(earlier)} and ${quoteText(later)} have different values for the ${name}: that of ${quoteText(later)} is used.`;
}
