import { percentEncode } from './oauth1-encoding.js';

/** A parameter of a request, decoded: from the query, the form or the Authorization header. Names can come again. */
export type Parameter = readonly [name: string, value: string];

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
