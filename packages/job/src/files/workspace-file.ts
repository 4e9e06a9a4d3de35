import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { quoteText, type Reading, systemCode } from '@senhasegura-action/core/internal';
import { folderProblem } from './folders.js';
import { holdFolderOf } from './held-folder.js';

/** Bytes. */
const LARGEST = 1024 * 1024;
/** A pipe must not keep the job waiting. On Windows none of the last two is there. */
const NO_LINK = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads a file of the checkout, which others may have written: a regular one below the workspace, reached through no link, 1 MiB at most.
 * @param path below the workspace where it is relative
 */
export async function readWorkspaceFile(path: string, workspace: string): Promise<Reading<Uint8Array>> {
  const root = resolve(workspace);
  const file = resolve(root, path);
  const way = relative(root, file);
  if (way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) {
    return { problem: 'it does not lie below the workspace of the job' };
  }
  try {
    const problem = await folderProblem(file, root);
    return problem === undefined ? await readHeld(file, root) : { problem };
  } catch (error) {
    const code = systemCode(error);
    return { problem: code === 'ELOOP' ? LINK : `it can't be read (${code ?? 'unknown error'}). Is it checked out?` };
  }
}

const LINK = 'it is a symbolic link, which is not followed';

async function readHeld(file: string, root: string): Promise<Reading<Uint8Array>> {
  const held = await holdFolderOf(file, root, 'refuse');
  try {
    const handle = await open(held.within(basename(file)), NO_LINK);
    try {
      const reading = await readRegular(handle);
      return (await held.isInPlace()) ? reading : { problem: `its folder ${quoteText(root)} was exchanged meanwhile` };
    } finally {
      await handle.close();
    }
  } finally {
    await held.release();
  }
}

async function readRegular(handle: FileHandle): Promise<Reading<Uint8Array>> {
  if (!(await handle.stat()).isFile()) return { problem: 'it is no regular file' };
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(LARGEST + 1), 0, LARGEST + 1, 0);
  return bytesRead > LARGEST ? { problem: `it has more than ${LARGEST} bytes` } : { ok: buffer.subarray(0, bytesRead) };
}
