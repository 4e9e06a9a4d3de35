import { constants, privateDecrypt, type KeyObject } from 'node:crypto';
import { unpadPkcs1 } from './unpad-pkcs1.js';

/** The paddings that a vault may use, in the order in which they are tried (contract section 2). */
export const PADDINGS = ['OAEP with SHA-1', 'OAEP with SHA-256', 'PKCS #1 v1.5'] as const;
export type Padding = (typeof PADDINGS)[number];

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
export function openBlock(padding: Padding, key: KeyObject, block: Buffer): Buffer | undefined {
  try {
    return OPENERS[padding](key, block);
  } catch {
    // OpenSSL says that the block is not padded like this, or is no number below the modulus. Why does not matter.
    return undefined;
  }
}
