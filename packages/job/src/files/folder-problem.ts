import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { quoteText } from '@senhasegura-action/core/internal';
import { lookAt } from './look-at.js';

/** The folders between `root` and a path below it, the outermost first; `undefined` for a path that is not below it. */
function foldersBelow(path: string, root: string): readonly string[] | undefined {
  const way = relative(root, path);
  if (way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return undefined;
  const names = way.split(sep).slice(0, -1);
  return names.map((_, index) => join(root, ...names.slice(0, index + 1)));
}

async function nearestFolder(path: string): Promise<string> {
  const folder = dirname(path);
  return folder === path || (await lookAt(folder)) !== undefined ? folder : nearestFolder(folder);
}

/**
 * What is wrong with the folders on the way to a file; `undefined` where nothing is. Missing folders are right.
 *
 * Below `root`, which is trusted with all that leads to it (`/tmp` and `/var` are links on macOS), no folder may be a
 * symbolic link: another process may have put it there to lead the file elsewhere. Outside, the user wrote the whole
 * path, and people link their home and configuration folders on purpose: only the nearest folder that exists, into
 * which the file or its folders come, may be none.
 */
export async function folderProblem(path: string, root: string): Promise<string | undefined> {
  for (const folder of foldersBelow(path, root) ?? [await nearestFolder(path)]) {
    const found = await lookAt(folder);
    if (found === undefined) return undefined;
    if (found.isSymbolicLink()) return `${quoteText(folder)} is a symbolic link`;
    if (!found.isDirectory()) return `${quoteText(folder)} is no folder`;
  }
  return undefined;
}
