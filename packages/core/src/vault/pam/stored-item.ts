import { type JsonValue, isJsonObject } from '../../values/json-value.js';
import { textAt } from '../text-at.js';
import { unexpectedAnswer } from '../unexpected-answer.js';

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
