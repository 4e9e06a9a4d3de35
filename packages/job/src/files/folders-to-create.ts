import { dirname, resolve } from 'node:path';
import { lookAt } from './look-at.js';

/**
 * The folders among these, and on the way to them, that do not exist yet: each once, an outer one before those inside it.
 * Creates nothing, so that the ledger can have them first. Paths are absolute.
 */
export async function foldersToCreate(folders: Iterable<string>): Promise<readonly string[]> {
  const missing = new Set<string>();
  for (const folder of folders) {
    const inwards: string[] = [];
    let here = resolve(folder);
    while (!missing.has(here) && (await lookAt(here)) === undefined) {
      inwards.unshift(here);
      here = dirname(here);
    }
    for (const each of inwards) missing.add(each);
  }
  return [...missing];
}
