import type { Authorization } from './authenticator.js';

/** Whether a text can be sent as a bearer token at all: visible ASCII, no spaces or line ends (RFC 6750 section 2.1, read generously). */
export function isBearerToken(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

export function bearer(token: string): Authorization {
  return { headers: { authorization: `Bearer ${token}` } };
}
