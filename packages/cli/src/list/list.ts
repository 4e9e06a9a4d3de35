import { InputError, quoteText } from '@senhasegura-action/core';
import type { RunsCommand } from '../entry/command-context.js';
import { EXIT } from '../entry/exit-code.js';
import { documentText } from '../output/document.js';
import { outputFormat } from '../output/output-format.js';
import { writeOut } from '../output/write-out.js';
import { withVault } from '../vault-run/with-vault.js';
import { isListKind, LIST_KINDS, type ListKind } from './list-kind.js';
import { type Listing, readListing } from './read-listing.js';
import { listingText } from './listing-text.js';

/** `senhasegura list [dsm|pam|ssh|mysafe]...`: names and fields, never values. Takes no custody. */
export const list: RunsCommand = async (context) => {
  const kinds = wantedKinds(context.invocation.words);
  const listing: { [kind in ListKind]?: Listing[kind] } = {};
  const code = await withVault(context, { always: { secrets: 'dsm:*' } }, async ({ session }) => {
    for (const kind of kinds) Object.assign(listing, { [kind]: await readListing(kind, session) });
    return EXIT.done;
  });
  const format = outputFormat(context.invocation);
  await writeOut(
    context.terminal.stdout,
    format === 'text' ? listingText(listing) : await documentText(format, listing),
  );
  return code;
};

function wantedKinds(words: readonly string[]): readonly ListKind[] {
  const wrong = words.filter((word) => !isListKind(word));
  if (wrong.length > 0) {
    throw new InputError(wrong.map((word) => `${quoteText(word)} can't be listed: use ${LIST_KINDS.join(', ')}.`));
  }
  return words.length === 0 ? ['dsm'] : [...new Set(words.filter(isListKind))];
}
