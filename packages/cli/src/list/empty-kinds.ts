import { LIST_KINDS } from './list-kind.js';
import type { Listing } from './read-listing.js';

/** Says which lists are empty, and what to do; `undefined` where none is. */
export function emptyKinds(listed: Partial<Listing>): string | undefined {
  const empty = LIST_KINDS.filter((kind) => listed[kind]?.length === 0);
  if (empty.length === 0) return undefined;
  return `The authorization can read nothing of ${empty.join(', ')}. Give it access in the console of the vault, or list another source: ${LIST_KINDS.join(', ')}.`;
}
