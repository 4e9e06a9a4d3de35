import type { KeyObject } from 'node:crypto';
import type { Log } from '../errors/log.js';
import { type Decrypt, refuseEncryptionFailure } from './decrypted.js';

/**
 * What opens the answers of a vault, as the settings say: with `decryption-key`, or without one. Few have a key, so the
 * decryptor is loaded for them only.
 * @throws {InputError} for a key that is no private RSA key
 */
export async function decryptorOf(
  { decryptionKey }: { readonly decryptionKey?: { readonly key: KeyObject } },
  log: Pick<Log, 'debug'>,
): Promise<Decrypt> {
  if (decryptionKey === undefined) return refuseEncryptionFailure;
  const { createDecryptor } = await import('./create-decryptor.js');
  return createDecryptor(decryptionKey.key, log);
}
