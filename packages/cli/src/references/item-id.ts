import {
  findCredential,
  InputError,
  isCredentialId,
  type ListedCredential,
  MissingSecretError,
  parseSelection,
  quoteText,
  type Source,
} from '@senhasegura-action/core/internal';
import { printable } from '@senhasegura-action/job';

/**
 * The id of an item, written as `SOURCE:ID` alone.
 * @throws {InputError} anything else
 */
export function itemId(word: string, source: Source): string {
  const id = idIn(word, source);
  if (id !== undefined) return id;
  // Only the source is missing.
  const whole = `${source}:${word.trim()}`;
  if (!word.includes(':') && idIn(whole, source) !== undefined) {
    throw new InputError(`${quoteText(word)} names no source: write ${printable(whole)}.`);
  }
  const reading = parseSelection(word, 1);
  const example = `write ${source}:ID and nothing more`;
  throw new InputError(`${quoteText(word)}: ${'problem' in reading ? `${reading.problem}; ${example}` : example}.`);
}

function idIn(word: string, source: Source): string | undefined {
  const reading = parseSelection(word, 1);
  const target = 'ok' in reading ? reading.ok.target : undefined;
  if (target?.kind !== 'item' || target.source !== source) return undefined;
  return word.trim() === `${source}:${target.id}` ? target.id : undefined;
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
