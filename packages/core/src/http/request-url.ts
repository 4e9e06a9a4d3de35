/** A query as the vault reads it; spaces are `%20`, since not every server takes `+` for one. */
export function queryText(query: Readonly<Record<string, string>> | undefined): string {
  const pairs = Object.entries(query ?? {}).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** The path and query of a request line: the prefix of the vault's URL, the path below it, the query. */
export function requestTarget(base: URL, path: string, query?: Readonly<Record<string, string>>): string {
  return `${base.pathname.replace(/\/+$/, '')}${path}${queryText(query)}`;
}
