import { failureMessage, InputError, quoteText } from '@senhasegura-action/core/internal';
import type { CommandContext, RunsCommand } from '../entry/command-context.js';
import { EXIT, exitCodeOf } from '../entry/exit-code.js';
import { documentText } from '../output/document.js';
import { outputFormat } from '../output/output-format.js';
import { writeOut } from '../output/write-out.js';
import { withVault } from '../vault-run/with-vault.js';
import { emptyKinds } from './empty-kinds.js';
import { isListKind, LIST_KINDS, type ListKind } from './list-kind.js';
import type { Listing } from './read-listing.js';
import { type Listings, readListings } from './read-listings.js';
import { listingText } from './listing-text.js';

/**
 * `senhasegura list [dsm|pam|ssh|mysafe]...`: names and fields, never values. Takes no custody. What could be listed is written
 * even where something else could not.
 */
export const list: RunsCommand = async (context) => {
  const kinds = wantedKinds(context.invocation.words);
  let listings: Listings = { listed: {}, errors: [] };
  const code = await withVault(context, { always: { secrets: 'dsm:*' } }, async ({ session }) => {
    listings = await readListings(kinds, session);
    return EXIT.done;
  });
  const { listed, errors } = listings;
  if (errors.length < kinds.length) await show(listed, context);
  for (const message of new Set(errors.map(failureMessage))) context.log.error(message);
  return errors.length === 0 ? code : exitCodeOf(errors[0]);
};

async function show(
  listed: Partial<Listing>,
  { invocation, terminal: { stdout }, log }: CommandContext,
): Promise<void> {
  const format = outputFormat(invocation);
  await writeOut(stdout, format === 'text' ? listingText(listed) : await documentText(format, listed));
  const empty = emptyKinds(listed);
  if (empty !== undefined) log.notice(empty);
}

function wantedKinds(words: readonly string[]): readonly ListKind[] {
  const wrong = words.filter((word) => !isListKind(word));
  if (wrong.length > 0) {
    throw new InputError(wrong.map((word) => `${quoteText(word)} can't be listed: use ${LIST_KINDS.join(', ')}.`));
  }
  return words.length === 0 ? ['dsm'] : [...new Set(words.filter(isListKind))];
}
