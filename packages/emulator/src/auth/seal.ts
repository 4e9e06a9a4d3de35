import { Buffer } from 'node:buffer';
import { constants, publicEncrypt } from 'node:crypto';
import type { Authorization, Encryption } from '../vault/authorization.js';

/** The sentence that the vault sends for a value it could not encrypt (wire contract §2). */
export const encryptionFailed = 'An error occurred while encrypting the text';

/** Whether a field's value is secret, or only says where and for whom it is. */
export type Sensitivity = 'sensitive' | 'plain';

/**
 * A field as this authorization receives it: as it is, or base64 of RSA when its switch is on. `null` stays `null`.
 * RSA takes only short texts (214 bytes with OAEP and SHA-1); a longer one becomes the vendor's sentence.
 */
export function seal<T extends string | number | null>(
  caller: Authorization,
  value: T,
  sensitivity: Sensitivity = 'sensitive',
): T | string {
  const { encryption } = caller;
  if (encryption === undefined || value === null) return value;
  if (sensitivity === 'plain' && encryption.fields === 'sensitive') return value;
  return encryption.failing ? encryptionFailed : encrypt(String(value), encryption);
}

function encrypt(text: string, { publicKey: key, padding }: Encryption): string {
  try {
    return publicEncrypt({ key, ...paddings[padding] }, Buffer.from(text, 'utf8')).toString('base64');
  } catch {
    return encryptionFailed;
  }
}

const paddings = {
  'oaep-sha1': { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
  'oaep-sha256': { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
  pkcs1: { padding: constants.RSA_PKCS1_PADDING },
} as const;
