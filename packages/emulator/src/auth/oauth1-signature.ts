import { createHmac } from 'node:crypto';
import { percentEncode, sortedQuery } from './percent.js';

/** What an OAuth 1.0 signature covers (RFC 5849 §3.4.1). */
export interface SignedParts {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** The Host header. */
  readonly host: string;
  /** The path as it stood on the request line. */
  readonly path: string;
  /** The query, the form body and the `oauth_` parameters but the signature, decoded. */
  readonly parameters: readonly (readonly [string, string])[];
}

/** The signature base string of RFC 5849 §3.4.1. */
export function signatureBaseString({ method, scheme, host, path, parameters }: SignedParts): string {
  const defaultPort = scheme === 'https' ? ':443' : ':80';
  const lowerHost = host.toLowerCase();
  const authority = lowerHost.endsWith(defaultPort) ? lowerHost.slice(0, -defaultPort.length) : lowerHost;
  return [method.toUpperCase(), `${scheme}://${authority}${path}`, sortedQuery(parameters)]
    .map(percentEncode)
    .join('&');
}

/** HMAC-SHA1 over the base string, base64 (RFC 5849 §3.4.2). */
export function hmacSha1Signature(baseString: string, consumerSecret: string, tokenSecret: string): string {
  const key = `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`;
  return createHmac('sha1', key).update(baseString).digest('base64');
}

/** The parameters of an `Authorization: OAuth` header, decoded, `realm` left out (RFC 5849 §3.5.1); undefined when malformed. */
export function parseOAuthHeader(header: string): Map<string, string> | undefined {
  const parameters = new Map<string, string>();
  for (const item of header.replace(/^\s*oauth\s+/i, '').split(',')) {
    const found = /^\s*([^=\s]+)="([^"]*)"\s*$/.exec(item);
    const [name, value] = [decoded(found?.[1]), decoded(found?.[2])];
    if (name === undefined || value === undefined || parameters.has(name)) return undefined;
    parameters.set(name, value);
  }
  parameters.delete('realm');
  return parameters;
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
