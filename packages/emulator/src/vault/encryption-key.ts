import { Buffer } from 'node:buffer';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The algorithms of the vendor's pages; `gcm96`: a nonce of 96 bits. */
export const algorithms = { 'aes128-gcm96': 16, 'aes256-gcm96': 32 } as const;
export type Algorithm = keyof typeof algorithms;

/** A key of the encryption service; another algorithm makes another version. */
export interface EncryptionKey {
  readonly id: string;
  name: string;
  description: string;
  expirationDate: string;
  active: boolean;
  readonly versions: { readonly algorithm: Algorithm; readonly bytes: Buffer }[];
}

export function addVersion(key: EncryptionKey, algorithm: Algorithm): void {
  key.versions.push({ algorithm, bytes: randomBytes(algorithms[algorithm]) });
}

/** Encrypts with a version of the key (1 for the first): base64 of nonce, text and tag. Undefined: no such version. */
export function encrypt(key: EncryptionKey, version: number, text: string): string | undefined {
  const used = key.versions[version - 1];
  if (!used) return undefined;
  const nonce = randomBytes(12);
  const cipher = createCipheriv(cipherOf(used.algorithm), used.bytes, nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** Opens what `encrypt` made with the same version. Undefined: another key, another version or not intact. */
export function decrypt(key: EncryptionKey, version: number, sealed: string): string | undefined {
  const used = key.versions[version - 1];
  const bytes = Buffer.from(sealed, 'base64');
  if (!used || bytes.length < 28) return undefined;
  const decipher = createDecipheriv(cipherOf(used.algorithm), used.bytes, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

function cipherOf(algorithm: Algorithm): 'aes-128-gcm' | 'aes-256-gcm' {
  return algorithm === 'aes128-gcm96' ? 'aes-128-gcm' : 'aes-256-gcm';
}
