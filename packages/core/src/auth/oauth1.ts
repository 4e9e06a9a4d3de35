import { createHmac, randomBytes } from 'node:crypto';
import { requestTarget } from '../http/request-url.js';
import type { AuthorizableRequest, Authenticator } from './authenticator.js';

/** The halves of the signing key. An empty token secret is possible: there is no token then. */
export interface OAuth1Secrets {
  readonly consumerSecret: string;
  readonly tokenSecret: string;
}

export interface OAuth1Credentials extends OAuth1Secrets {
  readonly consumerKey: string;
  readonly tokenKey: string;
}

export interface OAuth1Parts {
  /** The vault's URL, prefix included. */
  readonly url: URL;
  /** Milliseconds since 1970. */
  now(): number;
  /** A text that no other request has. */
  nonce(): string;
}

/** A parameter of a request, decoded: from the query, the form or the Authorization header. Names can come again. */
export type Parameter = readonly [name: string, value: string];

/** What query and form add to the signature. A JSON body has no part in it (RFC 5849 section 3.4.1.3.1). */
function parametersOf({ query, form }: AuthorizableRequest): readonly Parameter[] {
  return [...Object.entries(query ?? {}), ...Object.entries(form ?? {})];
}

/**
 * OAuth 1.0a with HMAC-SHA1 (RFC 5849; contract section 2): each request is signed by itself, so there is no token to ask
 * for and none to renew.
 */
export function createOAuth1Authenticator(credentials: OAuth1Credentials, parts: OAuth1Parts): Authenticator {
  const authorizationFor = (request: AuthorizableRequest): string => {
    const protocol: readonly Parameter[] = [
      ['oauth_consumer_key', credentials.consumerKey],
      ['oauth_token', credentials.tokenKey],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', Math.floor(parts.now() / 1000).toString()],
      ['oauth_nonce', parts.nonce()],
      ['oauth_version', '1.0'],
    ];
    // The URL as it is sent: a URL object can spell a path differently.
    const url = new URL(requestTarget(parts.url, request.path), parts.url.origin);
    const baseString = signatureBaseString(request.method, url, [...parametersOf(request), ...protocol]);
    return oauth1Header([...protocol, ['oauth_signature', hmacSha1Signature(baseString, credentials)]]);
  };
  return {
    authorize: (request) => Promise.resolve({ headers: { authorization: authorizationFor(request) } }),
    renew: () => Promise.resolve(false),
    advice:
      'With OAuth 1.0 every request is signed. Check `consumer-key`, `consumer-secret`, `token-key` and `token-secret`: all four must be of one active authorization that uses OAuth 1.0. Check that the clock of the runner is right, and that `url` is the address by which the vault knows itself: scheme, host and path are signed, and a gateway that rewrites them breaks the signature.',
  };
}

/** The value of the Authorization header (RFC 5849 section 3.5.1). */
export function oauth1Header(parameters: readonly Parameter[]): string {
  return `OAuth ${parameters.map(([name, value]) => `${percentEncode(name)}="${percentEncode(value)}"`).join(', ')}`;
}

/** The HMAC-SHA1 of a base string, in base64 (RFC 5849 section 3.4.2). */
export function hmacSha1Signature(baseString: string, { consumerSecret, tokenSecret }: OAuth1Secrets): string {
  const key = `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`;
  return createHmac('sha1', key).update(baseString).digest('base64');
}

/** Scheme, host, port and path; no default port, no query, no fragment (RFC 5849 section 3.4.1.2). */
export function baseStringUri(url: URL): string {
  // A URL object has scheme and host in lower case, and no default port.
  return `${url.protocol}//${url.host}${url.pathname}`;
}

/** Encoded texts are ASCII: the order of their characters is that of their bytes. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** All parameters as one text: encoded first, then sorted by name and by value (RFC 5849 section 3.4.1.3.2). */
export function normalizedParameters(parameters: readonly Parameter[]): string {
  return parameters
    .map(([name, value]): Parameter => [percentEncode(name), percentEncode(value)])
    .sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/**
 * What is signed (RFC 5849 section 3.4.1.1).
 *
 * @param parameters those of the query, of a form body, and `oauth_...` without `oauth_signature`
 */
export function signatureBaseString(method: string, url: URL, parameters: readonly Parameter[]): string {
  return [method.toUpperCase(), baseStringUri(url), normalizedParameters(parameters)].map(percentEncode).join('&');
}

/**
 * Percent-encodes a text for a signature: UTF-8, every byte encoded but letters, digits, `-`, `.`, `_` and `~`, in upper
 * case (RFC 5849 section 3.6). A lone surrogate becomes U+FFFD, as it does in a form.
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A text that no other request has (RFC 5849 section 3.3): 128 random bits, hexadecimal. */
export function randomNonce(): string {
  return randomBytes(16).toString('hex');
}
