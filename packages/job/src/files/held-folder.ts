import { constants, type Stats } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemCode } from '@senhasegura-action/core/internal';
import { lookAt, wayTo } from './folders.js';

const OWNER_ONLY = 0o700;
const FOLDER = constants.O_RDONLY | constants.O_DIRECTORY;
const NO_LINK = FOLDER | constants.O_NOFOLLOW;

/** A folder that is held open: whatever becomes of its path meanwhile, what is done within it is done there. */
export interface HeldFolder {
  /** The path of something in it, for a system call; to be used while the folder is held. */
  readonly within: (name: string) => string;
  /** Whether the path by which others know it still leads to it. */
  readonly isInPlace: () => Promise<boolean>;
  readonly release: () => Promise<void>;
}

/**
 * Holds the folder of a file. On Linux it is reached from what is trusted, folder by folder, each opened within the one before
 * (`/proc/self/fd`, proc(5), which is what Node has of openat(2)): no link that is put on the way is followed at any moment.
 * Other systems give no such way: there it is reached by its path, and the caller has to look before and after.
 * @param missing whether folders that are not there are made, with 0700
 * @throws what the system says
 */
export async function holdFolderOf(path: string, root: string, missing: 'make' | 'refuse'): Promise<HeldFolder> {
  const { start, folders } = await wayTo(path, root);
  const held = await heldStart(start, start === root ? FOLDER : NO_LINK);
  if (held === undefined) return unheld(dirname(path), folders, missing);
  let last = held;
  try {
    for (const folder of folders) {
      const next = await openWithin(last, basename(folder), missing);
      await last.close();
      last = next;
    }
  } catch (error) {
    await last.close();
    throw error;
  }
  return {
    within: (name) => pathWithin(last, name),
    isInPlace: async () => isSame(await last.stat(), await stat(dirname(path)).catch(() => undefined)),
    release: () => last.close(),
  };
}

const pathWithin = ({ fd }: FileHandle, name: string): string => `/proc/self/fd/${fd}/${name}`;

const isSame = ({ ino, dev }: Stats, other: Stats | undefined): boolean => other?.ino === ino && other.dev === dev;

/** `undefined` where a handle is no way into a folder: not on Linux, or without /proc. */
async function heldStart(folder: string, flags: number): Promise<FileHandle | undefined> {
  if (process.platform !== 'linux') return undefined;
  const held = await open(folder, flags);
  if (isSame(await held.stat(), await stat(pathWithin(held, '.')).catch(() => undefined))) return held;
  await held.close();
  return undefined;
}

async function openWithin(outer: FileHandle, name: string, missing: 'make' | 'refuse'): Promise<FileHandle> {
  const path = pathWithin(outer, name);
  const isNew = missing === 'make' && (await make(path));
  const held = await open(path, NO_LINK).catch(async (error: unknown) => {
    // A umask that takes even the owner's rights away: by its path, since it can't be opened.
    if (!isNew || systemCode(error) !== 'EACCES') throw error;
    await chmod(path, OWNER_ONLY);
    return open(path, NO_LINK);
  });
  try {
    // The umask can only take rights away from 0700; without this it could take the owner's.
    if (isNew) await held.chmod(OWNER_ONLY);
    return held;
  } catch (error) {
    await held.close();
    throw error;
  }
}

async function unheld(path: string, folders: readonly string[], missing: 'make' | 'refuse'): Promise<HeldFolder> {
  for (const folder of missing === 'make' ? folders : []) if (await make(folder)) await chmod(folder, OWNER_ONLY);
  return {
    within: (name) => join(path, name),
    isInPlace: async () => (await lookAt(path))?.isDirectory() === true,
    release: () => Promise.resolve(),
  };
}

/** Whether it had to be made. Another file that is written at the same time may have made it since. */
async function make(path: string): Promise<boolean> {
  if ((await lookAt(path)) !== undefined) return false;
  try {
    await mkdir(path, { mode: OWNER_ONLY });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}
