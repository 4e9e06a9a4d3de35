import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { quoteText, systemCode } from '@senhasegura-action/core/internal';

/** Windows has no such owners and modes: rights come from the folder there. */
const me = process.getuid?.bind(process);

const OTHERS_MAY_WRITE = 0o002;
/** In such a folder (`/tmp`) each may remove and rename what is theirs alone. */
const STICKY = 0o1000;

/** The path of a new folder for what only one run may read; short, because the address of a socket in it has 103 bytes at most. */
export const newPrivateFolder = (tempDir: string): string => join(tempDir, `sg-${randomBytes(8).toString('hex')}`);

/** What lies at a path, a link itself and not where it leads; `undefined` where nothing does. */
export async function lookAt(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

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

/** Where the way to a file begins: the part that is taken as it is, and the folders below it that have to be checked. */
export interface WayToFile {
  readonly start: string;
  readonly folders: readonly string[];
}

/**
 * Below `root`, which is trusted with all that leads to it (`/tmp` and `/var` are links on macOS), every folder is checked.
 * Outside, the user wrote the whole path, and people link their home and configuration folders on purpose: there the way
 * begins with the nearest folder that exists, into which the file or its folders come.
 */
export async function wayTo(path: string, root: string): Promise<WayToFile> {
  const below = foldersBelow(path, root);
  if (below !== undefined && (await lookAt(root)) !== undefined) return { start: root, folders: below };
  const start = await nearestFolder(path);
  return { start, folders: foldersBelow(path, start) ?? [] };
}

/**
 * What is wrong with the folders on the way to a file; `undefined` where nothing is. Missing folders are right. Below `root` no
 * folder may be a symbolic link: another process may have put it there to lead the file elsewhere; outside, the nearest folder
 * that exists may be none.
 */
export async function folderProblem(path: string, root: string): Promise<string | undefined> {
  const { start, folders } = await wayTo(path, root);
  for (const folder of start === root ? folders : [start, ...folders]) {
    const found = await lookAt(folder);
    if (found === undefined) return undefined;
    if (found.isSymbolicLink()) return `${quoteText(folder)} is a symbolic link`;
    if (!found.isDirectory()) return `${quoteText(folder)} is no folder`;
  }
  return undefined;
}

/**
 * Why others could put a file of their own in the place of one that is written here; `undefined` where they can't. A folder on the
 * way that everybody can write into lets everybody rename what is in it. Below `root`, all that leads to `root` is trusted.
 */
export async function exposedFolder(path: string, root: string): Promise<string | undefined> {
  const { start, folders } = await wayTo(path, root);
  const above = start === root ? [] : [start, ...foldersAbove(start)];
  for (const folder of [...folders, ...above]) {
    const found = await stat(folder).catch(() => undefined);
    if (found !== undefined && letsOthersReplace(found)) return `everybody can write into ${quoteText(folder)}`;
  }
  return undefined;
}

function foldersAbove(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [] : [above, ...foldersAbove(above)];
}

function letsOthersReplace({ mode }: Stats): boolean {
  return me !== undefined && (mode & OTHERS_MAY_WRITE) !== 0 && (mode & STICKY) === 0;
}

/**
 * The folders among these, and on the way to them, that do not exist yet: each once, an outer one before those inside it.
 * Creates nothing, so that the ledger can have them first. Paths are absolute.
 */
export async function foldersToCreate(folders: Iterable<string>): Promise<readonly string[]> {
  const missing = new Set<string>();
  for (const folder of new Set(folders)) {
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

/** Why others may have put something into a folder. */
export function distrustOfFolder(status: Stats): string | undefined {
  if (!status.isDirectory()) return 'it is no folder';
  return distrustOfOwner(status) ?? distrustOfMode(status, 0o022, 'can write into it');
}

/** Why a file is not believed to be of this user alone. */
export function distrustOfFile(status: Stats): string | undefined {
  if (!status.isFile()) return 'it is no regular file';
  return distrustOfOwner(status) ?? distrustOfMode(status, 0o077, 'has rights to it');
}

function distrustOfOwner({ uid }: Stats): string | undefined {
  return me === undefined || uid === me() ? undefined : 'it belongs to another user';
}

function distrustOfMode({ mode }: Stats, forbidden: number, what: string): string | undefined {
  return me === undefined || (mode & forbidden) === 0 ? undefined : `somebody else ${what}`;
}
