import type { VaultSession } from '@senhasegura-action/core/internal';
import type { ListKind } from './list-kind.js';
import { type Listing, readListing } from './read-listing.js';

/** What could be listed, in the order in which it was asked for, and the errors of the rest. */
export interface Listings {
  readonly listed: Partial<Listing>;
  readonly errors: readonly unknown[];
}

/** Asks the vault for the names of several kinds at the same time; one that fails keeps none of the others. */
export async function readListings(kinds: readonly ListKind[], session: VaultSession): Promise<Listings> {
  const answers = await Promise.allSettled(
    kinds.map(async (kind) => [kind, await readListing(kind, session)] as const),
  );
  return {
    listed: Object.fromEntries(answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))),
    errors: answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : [])),
  };
}
