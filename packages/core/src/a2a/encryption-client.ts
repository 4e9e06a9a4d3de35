import {
  createEncryptionKey,
  decryptValue,
  disableEncryptionKey,
  type EncryptionKey,
  type EncryptionKeyInput,
  encryptValue,
  listEncryptionKeys,
  readEncryptionKey,
  type TransformInput,
  updateEncryptionKey,
} from '../vault/encryption.js';
import type { Vault } from '../vault/vault.js';

/** Encryption as a service (contract section 6). Keys never leave the vault. */
export interface EncryptionClient {
  keys(): Promise<readonly EncryptionKey[]>;
  key(id: string | number): Promise<EncryptionKey>;
  /** @returns the id of the new key */
  createKey(input: EncryptionKeyInput): Promise<string>;
  updateKey(id: string | number, changes: Partial<EncryptionKeyInput>): Promise<void>;
  /** @returns whether it was enabled */
  disableKey(id: string | number): Promise<boolean>;
  encrypt(input: TransformInput): Promise<string>;
  decrypt(input: TransformInput): Promise<string>;
}

export function createEncryptionClient(vault: Vault, onSecret: (value: string) => void): EncryptionClient {
  return {
    keys: () => listEncryptionKeys(vault),
    key: (id) => readEncryptionKey(vault, id),
    createKey: (input) => createEncryptionKey(vault, input),
    updateKey: (id, changes) => updateEncryptionKey(vault, id, changes),
    disableKey: (id) => disableEncryptionKey(vault, id),
    encrypt: (input) => encryptValue(vault, input),
    decrypt: async (input) => {
      const value = await decryptValue(vault, input);
      if (value !== '') onSecret(value);
      return value;
    },
  };
}
