/** One spelling for all names that mean the same variable. */
export function foldName(name: string, caseless: boolean): string {
  return caseless ? name.toUpperCase() : name;
}
