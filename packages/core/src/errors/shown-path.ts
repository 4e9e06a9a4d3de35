/** A path as messages show it: no query, nothing that could break a line, not endless. */
export function shownPath(path: string): string {
  const bare = path.replace(/[?#].*$/s, '').replace(/[^\x21-\x7e]/g, '_');
  return bare.length > 200 ? `${bare.slice(0, 200)}...` : bare;
}
