import { field, type FieldTable, required } from '../input/field-table.js';
import { filledText, name, whole } from '../input/field-readers.js';
import { checkInput } from '../input/read-input.js';
import { textAt } from '../text-at.js';
import { unexpectedAnswer } from '../unexpected-answer.js';
import type { Vault } from '../vault.js';

/** What is to be encrypted or opened. */
export interface TransformInput {
  /** Id or name of the key. */
  readonly key: string;
  /** Version of the key, 1 for the first; the newest where it is absent. */
  readonly version?: number;
  readonly value: string;
}

const FIELDS: FieldTable<TransformInput> = {
  key: required(field('key', name)),
  version: field('version', whole(1, 1_000_000)),
  value: required(field('value', filledText)),
};

/**
 * `POST /iso/sctm/encryption/encrypt` (contract section 6). Safe to repeat: it changes nothing in the vault.
 * @throws {InputError} every problem of the input; {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export function encryptValue(vault: Vault, input: TransformInput): Promise<string> {
  return transform(vault, 'encrypt', input);
}

/** `POST /iso/sctm/encryption/decrypt`: the opposite, on the same terms. The answer calls the clear text `encrypted_value` too. */
export function decryptValue(vault: Vault, input: TransformInput): Promise<string> {
  return transform(vault, 'decrypt', input);
}

async function transform(vault: Vault, verb: 'encrypt' | 'decrypt', input: TransformInput): Promise<string> {
  const path = `/iso/sctm/encryption/${verb}`;
  const json = checkInput('encryption', input, FIELDS)('iso');
  const payload = await vault.call({ method: 'POST', path, json, repeat: 'safe' });
  const value = textAt(payload, 'encrypted_value');
  if (value === undefined) throw unexpectedAnswer('POST', path, 'a value');
  return value;
}
