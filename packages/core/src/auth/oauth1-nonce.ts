import { randomBytes } from 'node:crypto';

/** A text that no other request has (RFC 5849 section 3.3): 128 random bits, hexadecimal. */
export function randomNonce(): string {
  return randomBytes(16).toString('hex');
}
