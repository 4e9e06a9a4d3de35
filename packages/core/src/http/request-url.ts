/** A query as the vault reads it; spaces are `%20`, since not every server takes `+` for one. */
export function queryText(query: Readonly<Record<string, string>> | undefined): string {
  const text = new URLSearchParams(query).toString().replaceAll('+', '%20');
  return text === '' ? '' : `?${text}`;
}

/** The path and query of a request line: the prefix of the vault's URL, the path below it, the query. */
export function requestTarget(base: URL, path: string, query?: Readonly<Record<string, string>>): string {
  return `${base.pathname.replace(/\/+$/, '')}${path}${queryText(query)}`;
}
