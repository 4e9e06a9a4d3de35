import { constants, generateKeyPairSync, publicEncrypt, type KeyObject } from 'node:crypto';
import type { Padding } from '../../src/decrypt/decrypted.js';

export interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export const makePair = (bits = 2048): Pair => generateKeyPairSync('rsa', { modulusLength: bits });

const OPTIONS = {
  'OAEP with SHA-1': { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
  'OAEP with SHA-256': { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
  'PKCS #1 v1.5': { padding: constants.RSA_PKCS1_PADDING },
} as const;

/** Bytes that one block can hold at most. */
export function room({ privateKey }: Pair, padding: Padding): number {
  const size = Math.ceil((privateKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  return size - { 'OAEP with SHA-1': 42, 'OAEP with SHA-256': 66, 'PKCS #1 v1.5': 11 }[padding];
}

/** Encrypts as a vault does: base64 of one block after the other, cut at bytes. */
export function encrypt(pair: Pair, padding: Padding, message: string | Buffer): string {
  const bytes = Buffer.from(message);
  const most = room(pair, padding);
  const blocks = [publicEncrypt({ key: pair.publicKey, ...OPTIONS[padding] }, bytes.subarray(0, most))];
  for (let at = most; at < bytes.length; at += most) {
    blocks.push(publicEncrypt({ key: pair.publicKey, ...OPTIONS[padding] }, bytes.subarray(at, at + most)));
  }
  return Buffer.concat(blocks).toString('base64');
}
