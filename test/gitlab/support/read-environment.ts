/** What `env -0` wrote. */
export function readEnvironment(dump: string | undefined): ReadonlyMap<string, string> {
  const entries = (dump ?? '').split('\0').slice(0, -1);
  return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]));
}
