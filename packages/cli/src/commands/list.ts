import { failureMessage, InputError, type ListedCredential, quoteText } from '@senhasegura-action/core/internal';
import { printable } from '@senhasegura-action/job';
import type { CommandContext, RunsCommand } from '../settings/command-context.js';
import { EXIT, exitCodeOf } from '../terminal/exit-code.js';
import { writeOut } from '../terminal/terminal.js';
import {
  isListKind,
  LIST_KINDS,
  type ListedSecret,
  type Listing,
  type Listings,
  type ListKind,
  readListings,
} from '../vault-run/listing.js';
import { withVault } from '../vault-run/with-vault.js';
import { documentText, outputFormat } from './output.js';

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

/** A line for each thing: a reference that can be used as it stands, and what else is known of it behind tabs. */
export function listingText({ dsm = [], pam = [], ssh = [], mysafe = [] }: Partial<Listing>): string {
  const lines = [
    ...dsm.flatMap(secretLines),
    ...pam.map((credential) => credentialLine('pam', credential)),
    ...ssh.map((credential) => credentialLine('ssh', credential)),
    ...mysafe.map(({ source, identifier, name }) => [`${source}:${identifier}`, name]),
  ];
  return lines.map((cells) => `${cells.map(cell).join('\t')}\n`).join('');
}

function secretLines({ identity, fields, version, expiration_date: end }: ListedSecret): string[][] {
  const details = [
    ...(version === undefined ? [] : [`version ${version}`]),
    ...(end === undefined ? [] : [`expires ${end}`]),
  ];
  const references = fields.length === 0 ? [`dsm:${identity}`] : fields.map((field) => `dsm:${identity}#${field}`);
  return references.map((reference) => [reference, ...details]);
}

function credentialLine(source: string, { id, identifier, username, hostname, type }: ListedCredential): string[] {
  return [`${source}:${id}`, `${username}@${hostname}`, identifier, type];
}

/** On one line, whatever a name holds. */
function cell(text: string): string {
  return printable(text).replaceAll(/[\n\t]/g, '?');
}

/** Says which lists are empty, and what to do; `undefined` where none is. */
export function emptyKinds(listed: Partial<Listing>): string | undefined {
  const empty = LIST_KINDS.filter((kind) => listed[kind]?.length === 0);
  if (empty.length === 0) return undefined;
  return `The authorization can read nothing of ${empty.join(', ')}. Give it access in the console of the vault, or list another source: ${LIST_KINDS.join(', ')}.`;
}
