import { isJsonArray, isJsonObject, type JsonObject } from '../values/json-value.js';
import { textAt, unexpectedAnswer } from './answer-fields.js';
import { field, type FieldTable, filledText, name, required, text, whole } from './input/fields.js';
import { checkChanges, checkInput, pathSegment } from './input/read-input.js';
import { unlessAlreadySo } from './item.js';
import type { Vault } from './vault.js';

/** A key of the encryption service (contract section 6). The key itself never leaves the vault. */
export interface EncryptionKeyInput {
  readonly name: string;
  readonly description?: string;
  /** As the vault calls it, e.g. `aes256-gcm96`. Another one makes a new version of the key. */
  readonly algorithm?: string;
  /** E.g. `2030-11-30 15:00:00`. */
  readonly expirationDate?: string;
}

/** What the vault tells of a key. */
export interface EncryptionKey {
  readonly id: string;
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly algorithm: string | undefined;
  readonly expirationDate: string | undefined;
  readonly version: string | undefined;
}

const PATH = '/iso/sctm/encryption/key';

const KEY_FIELDS: FieldTable<EncryptionKeyInput> = {
  name: required(field('name', name)),
  description: field('description', text),
  algorithm: field('algorithm', name),
  expirationDate: field('expiration_date', name),
};

export async function listEncryptionKeys(vault: Vault): Promise<readonly EncryptionKey[]> {
  const { encryption_keys: keys } = await vault.call({ method: 'GET', path: PATH, repeat: 'safe' });
  if (!isJsonArray(keys)) throw unexpectedAnswer('GET', PATH, 'a list of keys');
  return keys.filter(isJsonObject).map(toKey);
}

export async function readEncryptionKey(vault: Vault, id: string | number): Promise<EncryptionKey> {
  const path = keyPath(id);
  const { encryption_key: key } = await vault.call({ method: 'GET', path, repeat: 'safe' });
  if (!isJsonObject(key)) throw unexpectedAnswer('GET', path, 'a key');
  return toKey(key);
}

/**
 * Creates a key. Asked once: every call makes another.
 * @returns its id
 * @throws {InputError} every problem of the input; {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function createEncryptionKey(vault: Vault, input: EncryptionKeyInput): Promise<string> {
  const json = checkInput('encryption key', input, KEY_FIELDS)('iso');
  const payload = await vault.call({ method: 'POST', path: PATH, json, repeat: 'only-before-acting' });
  const id = textAt(payload, 'id');
  if (id === undefined) throw unexpectedAnswer('POST', PATH, 'the id of the key');
  return id;
}

/** Changes a key. Safe to repeat: a version is made for another algorithm only, and the second time it is the same. */
export async function updateEncryptionKey(
  vault: Vault,
  id: string | number,
  changes: Partial<EncryptionKeyInput>,
): Promise<void> {
  const json = checkChanges('encryption key', changes, KEY_FIELDS)('iso');
  await vault.call({ method: 'PUT', path: keyPath(id), json, repeat: 'safe', acts: true });
}

/**
 * Disables a key: what it encrypted can't be opened until it is enabled again in the console. Safe to repeat.
 * @returns whether it was enabled; `false` where it was not
 */
export async function disableEncryptionKey(vault: Vault, id: string | number): Promise<boolean> {
  return unlessAlreadySo(vault.call({ method: 'DELETE', path: keyPath(id), repeat: 'safe', acts: true }));
}

function keyPath(id: string | number): string {
  return `${PATH}/${pathSegment('the id of the encryption key', id)}`;
}

function toKey(key: JsonObject): EncryptionKey {
  return {
    id: textAt(key, 'id') ?? '',
    name: textAt(key, 'name'),
    description: textAt(key, 'description'),
    algorithm: textAt(key, 'algorithm'),
    expirationDate: textAt(key, 'expiration_date'),
    version: textAt(key, 'version'),
  };
}

/** What is to be encrypted or opened. */
export interface TransformInput {
  /** Id or name of the key. */
  readonly key: string;
  /** Version of the key, 1 for the first; the newest where it is absent. */
  readonly version?: number;
  readonly value: string;
}

const TRANSFORM_FIELDS: FieldTable<TransformInput> = {
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
  const json = checkInput('encryption', input, TRANSFORM_FIELDS)('iso');
  const payload = await vault.call({ method: 'POST', path, json, repeat: 'safe' });
  const value = textAt(payload, 'encrypted_value');
  if (value === undefined) throw unexpectedAnswer('POST', path, 'a value');
  return value;
}
