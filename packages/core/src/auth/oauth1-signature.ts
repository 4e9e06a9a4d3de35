import { createHmac } from 'node:crypto';
import { percentEncode } from './oauth1-encoding.js';

/** The halves of the signing key. An empty token secret is possible: there is no token then. */
export interface OAuth1Secrets {
  readonly consumerSecret: string;
  readonly tokenSecret: string;
}

/** The HMAC-SHA1 of a base string, in base64 (RFC 5849 section 3.4.2). */
export function hmacSha1Signature(baseString: string, { consumerSecret, tokenSecret }: OAuth1Secrets): string {
  const key = `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`;
  return createHmac('sha1', key).update(baseString).digest('base64');
}
