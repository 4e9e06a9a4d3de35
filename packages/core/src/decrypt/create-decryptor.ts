import type { KeyObject } from 'node:crypto';
import { InputError } from '../errors/senhasegura-error.js';
import type { Log } from '../errors/log.js';
import { utf8Text } from '../values/secret-value.js';
import { ciphertextBlocks } from './ciphertext-blocks.js';
import type { Decrypt } from './decrypted.js';
import { refuseEncryptionFailure } from './encryption-failure.js';
import { openBlock, PADDINGS, type Padding } from './paddings.js';

const NOT_OPENED =
  'the value has the form of ciphertext, but `decryption-key` does not open it. Download the private key of the authorization whose credentials this run uses: each authorization has its own, and a new pair replaces the old one. Where the vault does not encrypt, leave `decryption-key` out.';

/** The text in blocks that all have one padding. A character may lie across the border of two blocks. */
function openAll(padding: Padding, key: KeyObject, blocks: readonly Buffer[]): string | undefined {
  const parts: Buffer[] = [];
  for (const block of blocks) {
    const part = openBlock(padding, key, block);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return utf8Text(Buffer.concat(parts));
}

/** Bytes of the key's modulus: the length of what it encrypts. */
function blockSize(key: KeyObject): number {
  const bits = key.type === 'private' ? key.asymmetricKeyDetails?.modulusLength : undefined;
  if (key.asymmetricKeyType !== 'rsa' || bits === undefined) {
    throw new InputError(
      '`decryption-key` is no private RSA key: download the private key of the authorization from the console.',
    );
  }
  return Math.ceil(bits / 8);
}

/**
 * Encrypted answers (contract section 2): base64 of RSA-encrypted UTF-8 text. The vendor does not publish the padding, so
 * each is tried, the one that worked last first; the log says once, at debug level, which works. What does not have the
 * form of ciphertext stays as it is. A text is opened once: what comes out is a value, whatever it looks like.
 *
 * Refused are what has the form but does not open, since ciphertext for another key is no secret to hand on, and the
 * sentence of a vault that could not encrypt. Chance makes no rubbish of a value that merely looks like ciphertext: fewer
 * than 2 in 10 million such values hold a PKCS #1 v1.5 padding with UTF-8 after it, none an OAEP padding.
 *
 * @throws InputError for a key that is no private RSA key
 */
export function createDecryptor(key: KeyObject, log: Pick<Log, 'debug'>): Decrypt {
  const size = blockSize(key);
  const told = new Set<Padding>();
  let order: readonly Padding[] = PADDINGS;

  const worked = (padding: Padding): void => {
    order = [padding, ...PADDINGS.filter((other) => other !== padding)];
    if (told.has(padding)) return;
    told.add(padding);
    log.debug(`Encrypted answers open with RSA, ${padding}.`);
  };

  return (text) => {
    const blocks = ciphertextBlocks(text, size);
    if (blocks === undefined) return refuseEncryptionFailure(text);
    for (const padding of order) {
      const opened = openAll(padding, key, blocks);
      if (opened === undefined) continue;
      worked(padding);
      return { kind: 'decrypted', text: opened, padding };
    }
    return { kind: 'refused', problem: NOT_OPENED };
  };
}
