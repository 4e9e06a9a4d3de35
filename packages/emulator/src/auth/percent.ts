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
