import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Everything on disk below a folder: the name of each entry, what a file holds and where a link points.
 * @param {string} folder
 * @returns {{ readonly path: string, readonly content: Buffer }[]}
 */
export function filesBelow(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const status = lstatSync(path);
    if (status.isDirectory()) {
      return [{ path, content: Buffer.alloc(0) }, ...filesBelow(path)];
    }
    if (status.isSymbolicLink()) {
      return [{ path, content: Buffer.from(readlinkSync(path)) }];
    }
    return [{ path, content: status.isFile() ? readFileSync(path) : Buffer.alloc(0) }];
  });
}
