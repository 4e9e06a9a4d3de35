import { constants, privateDecrypt, type KeyObject } from 'node:crypto';
import type { Log } from '../errors/log.js';
import { InputError } from '../errors/senhasegura-error.js';
import { utf8Text } from '../values/secret-value.js';
import { type Decrypt, PADDINGS, type Padding, refuseEncryptionFailure } from './decrypted.js';

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

/**
 * The RSA blocks of an encrypted answer: base64 with padding, of one block or, for a long value, several.
 *
 * @param size bytes of a block: the length of the key's modulus
 * @returns `undefined` for a text that does not have this form, and so is no ciphertext
 */
export function ciphertextBlocks(text: string, size: number): readonly Buffer[] | undefined {
  if (text === '' || text.length % 4 !== 0) return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0 || bytes.length % size !== 0) return undefined;
  // Buffer reads base64 generously: only what it would write itself counts.
  if (bytes.toString('base64') !== text) return undefined;
  return Array.from({ length: bytes.length / size }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

function oaep(hash: 'sha1' | 'sha256') {
  return (key: KeyObject, block: Buffer): Buffer =>
    privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hash }, block);
}

/**
 * Node's own RSA_PKCS1_PADDING will not do: Node 20 refuses it (CVE-2023-46809), and OpenSSL from 3.2 on answers a block
 * that is not padded with random bytes instead of an error, so that rubbish would be exported as a secret.
 *
 * Both guard against a padding oracle: somebody who sends ciphertexts of their choice, again and again, and learns of each
 * whether its padding was right. Nobody can do so here. The texts come over TLS from the vault, which has the plain text
 * anyway. All that could be learnt is whether a job failed, every failure reads the same, and the attack takes thousands of
 * tries at the very least: thousands of jobs.
 */
function pkcs1(key: KeyObject, block: Buffer): Buffer | undefined {
  return unpadPkcs1(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, block));
}

const OPENERS: Readonly<Record<Padding, (key: KeyObject, block: Buffer) => Buffer | undefined>> = {
  'OAEP with SHA-1': oaep('sha1'),
  'OAEP with SHA-256': oaep('sha256'),
  'PKCS #1 v1.5': pkcs1,
};

/** What a block holds; `undefined` when this key with this padding does not open it. */
function openBlock(padding: Padding, key: KeyObject, block: Buffer): Buffer | undefined {
  try {
    return OPENERS[padding](key, block);
  } catch {
    // OpenSSL says that the block is not padded like this, or is no number below the modulus. Why does not matter.
    return undefined;
  }
}

/** Bytes of padding that must not be zero (RFC 8017 section 7.2.1). */
const LEAST_PADDING = 8;

/**
 * Takes the padding of PKCS #1 v1.5 off a decrypted block: `00 02`, eight or more bytes that are not zero, `00`, the
 * message (RFC 8017 section 7.2.2).
 *
 * @returns `undefined` when the block is not padded like this
 */
export function unpadPkcs1(block: Buffer): Buffer | undefined {
  if (block[0] !== 0 || block[1] !== 2) return undefined;
  const end = block.indexOf(0, 2);
  return end < 2 + LEAST_PADDING ? undefined : block.subarray(end + 1);
}
