import { failureMessage, InputError, type ListedCredential, quoteText } from '@senhasegura-action/core/internal';
import { printable } from '@senhasegura-action/job';
import { LIST_KINDS } from '../command-line/command-table.js';
import type { CommandContext, RunsCommand } from '../settings/command-context.js';
import { EXIT, exitCodeOf } from '../terminal/exit-code.js';
import { writeOut } from '../terminal/terminal.js';
import {
  isListKind,
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
  const text = stdout.isTTY === true ? tableText(listed) : listingText(listed);
  await writeOut(stdout, format === 'text' ? text : await documentText(format, listed));
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

/** For a person at a terminal: the same lines in columns, each kind below its heads. */
export function tableText(listed: Partial<Listing>): string {
  return LIST_KINDS.map((kind) => columns(HEADS[kind], listingText({ [kind]: listed[kind] })))
    .filter((text) => text !== '')
    .join('\n');
}

const OF_PAM = ['REFERENCE', 'ACCOUNT', 'IDENTIFIER', 'TYPE'];

const HEADS: Readonly<Record<ListKind, readonly string[]>> = {
  dsm: ['REFERENCE', 'DETAILS', ''],
  pam: OF_PAM,
  ssh: OF_PAM,
  mysafe: ['REFERENCE', 'NAME'],
};

function columns(heads: readonly string[], text: string): string {
  if (text === '') return '';
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  const most = Math.max(...rows.map((row) => row.length));
  const table = [heads.slice(0, most), ...rows];
  const widths = heads.map((_, column) => Math.max(...table.map((row) => lengthOf(row[column] ?? ''))));
  const padded = (cell: string, column: number): string => cell + ' '.repeat((widths[column] ?? 0) - lengthOf(cell));
  return table.map((row) => `${row.map(padded).join('  ').trimEnd()}\n`).join('');
}

/** In characters of Unicode, to most of which a terminal gives one column. */
const lengthOf = (text: string): number => Array.from(text).length;

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
