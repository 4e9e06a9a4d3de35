import { createHash, timingSafeEqual } from 'node:crypto';
import type { Authorization } from '../vault/authorization.js';

/** The outcome of looking at an Authorization header: who proved what, or why the proof fails. */
export type Proof =
  { readonly kind: 'proved'; readonly caller: Authorization } | { readonly kind: 'failed'; readonly reason: string };

export function failed(reason: string): Proof {
  return { kind: 'failed', reason };
}

/** Whether two secrets are the same, in a time that tells nothing about where they differ. */
export function sameText(expected: string, given: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(expected), digest(given));
}

/** Percent-encodes all but the unreserved characters of RFC 3986; OAuth 1.0 and AWS both sign this form. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Sorts encoded pairs by name, then value, in code-unit order (the encoded text is ASCII), and joins them. */
export function sortedQuery(pairs: Iterable<readonly [string, string]>): string {
  return Array.from(pairs, ([name, value]): [string, string] => [percentEncode(name), percentEncode(value)])
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
