import { rmdir, unlink } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { CleanupError, quoteText, systemCode } from '@senhasegura-action/core/internal';
import { folderProblem, lookAt } from './folders.js';
import { holdFolderOf } from './held-folder.js';

const refusal = (path: string, why: string, cause?: unknown): CleanupError =>
  new CleanupError(`${quoteText(path)} was not removed: ${why}`, cause === undefined ? {} : { cause });

const systemRefusal = (path: string, error: unknown): CleanupError =>
  error instanceof CleanupError
    ? error
    : refusal(path, `${systemCode(error) ?? 'unknown error'}. Remove it by hand.`, error);

/**
 * Removes a regular file, through no symbolic link. Answers whether there was one: a missing file is as good as removed.
 *
 * The content is not overwritten first: on a disk that levels wear, journals or copies on write, the new bytes go elsewhere and
 * the old ones stay, so it would only look safe. The mode kept others out while the file was there.
 * @param root the trusted folder the file was written with; without it only the folder of the file is looked at
 * @throws {CleanupError} when something else is there by now, or the system refuses
 */
export async function removePrivateFile(path: string, root = dirname(dirname(resolve(path)))): Promise<boolean> {
  const file = resolve(path);
  try {
    const problem = await folderProblem(file, resolve(root));
    if (problem !== undefined) throw refusal(file, `${problem}. Look who put it there.`);
    if ((await lookAt(file)) === undefined) return false;
    return await unlinkHeld(file, resolve(root));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw systemRefusal(file, error);
  }
}

/** What is removed lies in the folder that was looked at. */
async function unlinkHeld(file: string, root: string): Promise<boolean> {
  const held = await holdFolderOf(file, root, 'refuse');
  try {
    const within = held.within(basename(file));
    const found = await lookAt(within);
    if (found === undefined) return false;
    if (!found.isFile()) throw refusal(file, 'it is no regular file any more. Look who put it there.');
    await unlink(within);
    return true;
  } finally {
    await held.release();
  }
}

/**
 * Removes a folder that is empty. Answers whether it did: a missing folder is as good as removed, and one with something in
 * it belongs to whoever put that there, and stays. A symbolic link is no folder.
 * @throws {CleanupError} when something else is there by now, or the system refuses
 */
export async function removeEmptyFolder(path: string): Promise<boolean> {
  try {
    await rmdir(path);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTEMPTY' || code === 'EEXIST') return false;
    throw systemRefusal(path, error);
  }
}
