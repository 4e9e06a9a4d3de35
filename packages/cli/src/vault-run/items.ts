import {
  type Fetched,
  findCredential,
  InputError,
  isCredentialId,
  listCredentials,
  type ListedCredential,
  listSshKeys,
  MissingSecretError,
  parseSelection,
  quoteText,
  type Source,
  type Vault,
} from '@senhasegura-action/core/internal';
import { printable } from '@senhasegura-action/job';

/** The item of a fetched value, as a reference: `dsm:database-prod`. */
export function itemOf({ reference, field }: Pick<Fetched, 'reference' | 'field'>): string {
  return reference.slice(0, reference.length - field.length - 1);
}

/**
 * The id of an item, written as `SOURCE:ID` alone.
 * @throws {InputError} anything else
 */
export const itemId = (word: string, source: Source): string => readItem(word, [source]).id;

/** An item of one of several sources, e.g. `{ source: 'ssh', id: 'deploy' }`. */
export interface Item<S extends Source> {
  readonly source: S;
  readonly id: string;
}

/**
 * An item of one of these sources, written as `SOURCE:ID` alone.
 * @throws {InputError} anything else
 */
export function readItem<S extends Source>(word: string, sources: readonly S[]): Item<S> {
  const found = itemIn(word, sources);
  if (found !== undefined) return found;
  // Only the source is missing.
  const whole = sources.map((source) => `${source}:${word.trim()}`);
  if (!word.includes(':') && whole.every((spelling) => itemIn(spelling, sources) !== undefined)) {
    throw new InputError(`${quoteText(word)} names no source: write ${printable(whole.join(' or '))}.`);
  }
  const reading = parseSelection(word, 1);
  const example = `write ${sources.map((source) => `${source}:ID`).join(' or ')} and nothing more`;
  throw new InputError(`${quoteText(word)}: ${'problem' in reading ? `${reading.problem}; ${example}` : example}.`);
}

function itemIn<S extends Source>(word: string, sources: readonly S[]): Item<S> | undefined {
  const reading = parseSelection(word, 1);
  const target = 'ok' in reading ? reading.ok.target : undefined;
  const source = sources.find((each) => target?.kind === 'item' && target.source === each);
  if (target?.kind !== 'item' || source === undefined || word.trim() !== `${source}:${target.id}`) return undefined;
  return { source, id: target.id };
}

/**
 * The number of a PAM item that may be written as its identifier or username@hostname.
 * @throws {MissingSecretError} when the list has no such item; the vault's errors
 */
export async function numberOf(id: string, listed: () => Promise<readonly ListedCredential[]>): Promise<string> {
  if (isCredentialId(id)) return id;
  const found = findCredential(id, await listed());
  if ('problem' in found) throw new MissingSecretError(`${quoteText(id)}: ${found.problem}`);
  return found.ok;
}

/** The sources whose items have numbers. */
type NumberedSource = 'pam' | 'ssh';

/**
 * The number of an item of PAM, whichever way it is written; without a vault to ask, what is written.
 * @throws {MissingSecretError} when the vault's list has no such item; the vault's errors
 */
export async function numberIn(vault: Vault | undefined, source: NumberedSource, id: string): Promise<string> {
  if (vault === undefined) return id;
  return numberOf(id, () => listOf(vault, source));
}

function listOf(vault: Vault, source: NumberedSource): Promise<readonly ListedCredential[]> {
  return source === 'pam' ? listCredentials(vault) : listSshKeys(vault, () => listCredentials(vault));
}
