import { quoteText } from '../../errors/message-text.js';
import { isJsonArray, isJsonObject, type JsonObject } from '../../values/json-value.js';
import type { Reading } from '../../values/reading.js';
import { fieldText, textAt, unexpectedAnswer } from '../answer-fields.js';
import { nearestSentence } from '../nearest-first.js';
import type { Vault } from '../vault.js';

/** What the list of PAM Core tells of a credential or SSH key; no secret is among it. */
export interface ListedCredential {
  readonly id: string;
  readonly identifier: string;
  readonly username: string;
  readonly hostname: string;
  /** What the vault calls it, e.g. `Local User`, `SSH Key`; empty where the list does not tell. */
  readonly type: string;
}

/** Below `/iso` keys come in the list of all credentials, and only their type, e.g. `SSH Key`, tells them apart. */
export const isSshKey = ({ type }: ListedCredential): boolean => /ssh/i.test(type);

/** The credentials that the authorization may read, SSH keys included (contract section 4). */
export async function listCredentials(vault: Vault): Promise<readonly ListedCredential[]> {
  return (await listedCredentials(vault)).map(readListed);
}

/** The lines of that list, as the vault has them. */
export function listedCredentials(vault: Vault): Promise<readonly JsonObject[]> {
  return vault.choose('pam', {
    iso: () => linesAt(vault, '/iso/pam/credential'),
    api: () => linesAt(vault, '/api/pam/credential'),
  });
}

/**
 * Reads a list.
 * @param names under which the answer may have it: where nothing says which, the first that is there counts
 */
export async function list(vault: Vault, path: string, names: readonly string[]): Promise<readonly ListedCredential[]> {
  return (await linesAt(vault, path, names)).map(readListed);
}

async function linesAt(
  vault: Vault,
  path: string,
  names: readonly string[] = ['credentials'],
): Promise<readonly JsonObject[]> {
  const payload = await vault.call({ method: 'GET', path, repeat: 'safe' });
  const lines = names.map((name) => payload[name]).find(isJsonArray);
  if (lines === undefined) throw unexpectedAnswer('GET', path, 'a list');
  return lines.filter(isJsonObject);
}

function readListed(entry: JsonObject): ListedCredential {
  return {
    id: fieldText(entry.id) ?? '',
    identifier: fieldText(entry.identifier) ?? '',
    username: fieldText(entry.username) ?? '',
    hostname: fieldText(entry.hostname) ?? '',
    type: fieldText(entry.type) ?? '',
  };
}

/** A line of the list of credentials; SSH keys are among them. No secret is in it. */
export interface CredentialEntry {
  readonly id: string;
  readonly identifier: string | undefined;
  readonly username: string | undefined;
  readonly hostname: string | undefined;
  readonly ip: string | undefined;
  /** E.g. `Local User`, `SSH Key`. */
  readonly type: string | undefined;
  readonly expiration: string | undefined;
}

/** The credentials and SSH keys that the authorization may read (contract section 4). */
export async function credentialEntries(vault: Vault): Promise<readonly CredentialEntry[]> {
  return (await listedCredentials(vault)).map(toEntry);
}

function toEntry(entry: JsonObject): CredentialEntry {
  return {
    id: textAt(entry, 'id') ?? '',
    identifier: textAt(entry, 'identifier'),
    username: textAt(entry, 'username'),
    hostname: textAt(entry, 'hostname'),
    ip: textAt(entry, 'ip', 'management_ip'),
    type: textAt(entry, 'type'),
    expiration: textAt(entry, 'expiration'),
  };
}

const address = ({ username, hostname }: ListedCredential): string => `${username}@${hostname}`;

/** An id is digits; everything else is an identifier or username@hostname, which only the list can tell. */
export function isCredentialId(reference: string): boolean {
  return /^\d{1,18}$/.test(reference);
}

const nearestOf = (reference: string, there: readonly string[]): string =>
  nearestSentence(reference, there) || 'Its list is empty.';

/** As `findCredential`; an id has to be on the list too. For who looks without reading. */
export function findListed(reference: string, listed: readonly ListedCredential[]): Reading<string> {
  if (!isCredentialId(reference)) return findCredential(reference, listed);
  if (listed.some(({ id }) => id === reference)) return { ok: reference };
  const ids = listed.map(({ id }) => id);
  return {
    problem: `the list of the authorization has no ${reference}. ${nearestOf(reference, ids)} Check the id, and that the authorization has access to it in the console.`,
  };
}

/**
 * The id of the credential that an identifier or `username@hostname` means. An identifier beats username@hostname; a user
 * name may hold an `@` itself.
 */
export function findCredential(reference: string, listed: readonly ListedCredential[]): Reading<string> {
  const wanted = reference.normalize('NFC');
  const byIdentifier = listed.filter(({ identifier }) => identifier.normalize('NFC') === wanted);
  const found =
    byIdentifier.length > 0 ? byIdentifier : listed.filter((entry) => address(entry).normalize('NFC') === wanted);
  const ids = [...new Set(found.map(({ id }) => id))];
  const [id] = ids;
  if (id === undefined) {
    const names = listed.flatMap((entry) => [entry.identifier, address(entry)]).filter((name) => !/^@?$/.test(name));
    return {
      problem: [
        `the authorization can read nothing with the identifier or username@hostname ${quoteText(reference)}.`,
        nearestOf(reference, names),
        'Check the spelling, and that the authorization has access to it in the console.',
      ].join(' '),
    };
  }
  if (ids.length > 1) {
    return {
      problem: `${quoteText(reference)} means ${ids.length} items (ids ${ids.slice(0, 5).join(', ')}). Write the id instead.`,
    };
  }
  if (!isCredentialId(id)) return { problem: `the vault lists ${quoteText(reference)} with an id that is no number.` };
  return { ok: id };
}
