import { quoteText } from '../../errors/message-text.js';
import { InputError } from '../../errors/senhasegura-error.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../values/json-value.js';
import { textAt, unexpectedAnswer } from '../answer-fields.js';
import type { Vault } from '../vault.js';
import { credentialEntries, type CredentialEntry } from './credential-list.js';

/** What the vault answers to a write in PAM Core. */
export interface StoredItem {
  readonly id: string;
  /** The identifier, which the vault's answers call `tag`. */
  readonly identifier: string | undefined;
}

/** @throws {APIError} when the answer has no id */
export function storedItem(item: JsonValue | undefined, method: string, path: string): StoredItem {
  const id = isJsonObject(item) ? textAt(item, 'id') : undefined;
  if (!isJsonObject(item) || id === undefined) throw unexpectedAnswer(method, path, 'the id of what was written');
  return { id, identifier: textAt(item, 'tag', 'identifier') };
}

/** What a change is made to, in the words of a message. */
type Kind = 'credential' | 'SSH key';

/**
 * The body of a change below `/iso`: a write there names what it changes by the identifier, and must bring user name, host name and
 * address along, which are taken from the list (contract section 4).
 * @throws {InputError} for an id that the list does not have, one without an identifier, and for another identifier; what the
 *   vault says of the list
 */
export async function changeByIdentifier(
  vault: Vault,
  kind: Kind,
  id: string,
  changes: JsonObject,
): Promise<JsonObject> {
  const { identifier, username, hostname, ip } = entryOf(kind, id, await credentialEntries(vault));
  if (changes.identifier !== undefined && changes.identifier !== identifier) {
    throw new InputError(
      `${kind}: identifier can not be changed below /iso of the vault: the write would make another ${kind}. Change it in the console.`,
    );
  }
  const known = Object.entries({ identifier, username, hostname, ip }).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(known) as JsonObject), ...changes };
}

function entryOf(kind: Kind, id: string, entries: readonly CredentialEntry[]): CredentialEntry {
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry === undefined) {
    throw new InputError(
      `${kind}: the authorization can read no ${kind} with the id ${JSON.stringify(id)}. Check the id, and give the authorization access to it in the console.`,
    );
  }
  if (kind === 'SSH key' && entry.type !== undefined && !/ssh/i.test(entry.type)) {
    throw new InputError(
      `SSH key: ${id} is a credential (${quoteText(entry.type)}), not an SSH key. Check the id, or change it as a credential.`,
    );
  }
  if ((entry.identifier ?? '') === '') {
    throw new InputError(
      `${kind}: the one with the id ${id} has no identifier, so below /iso of the vault it can not be changed without making another. Give it an identifier in the console.`,
    );
  }
  return entry;
}
