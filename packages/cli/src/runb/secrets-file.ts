import { randomBytes } from 'node:crypto';
import { lstat, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError, quoteText, systemCode } from '@senhasegura-action/core/internal';
import { removePrivateFile, writePrivateFile } from '@senhasegura-action/job';

/** What stands at a path: a symbolic link is not followed. */
export type Occupant = 'nothing' | 'file' | 'link' | 'other';

/** @throws {InputError} when the path can't be looked at */
export async function occupantOf(path: string): Promise<Occupant> {
  try {
    const found = await lstat(path);
    if (found.isSymbolicLink()) return 'link';
    return found.isFile() ? 'file' : 'other';
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'nothing';
    throw new InputError(`The secrets file ${quoteText(path)} can't be looked at. Choose another --secrets-file.`);
  }
}

/** The name under which the new file is written before it takes its place. */
export const temporaryNameOf = (path: string): string => `${path}.${randomBytes(8).toString('hex')}`;

/**
 * Replaces a file as a whole: the new one is private (0600) and complete before it takes the place of the old one, which is
 * never opened. A symbolic link at the path is replaced too, and what it points to stays as it is.
 * @throws {InputError} when the system refuses
 */
export async function replaceFile(path: string, temporary: string, text: string): Promise<void> {
  await writePrivateFile(temporary, text, dirname(path));
  try {
    await rename(temporary, path);
  } catch (cause) {
    await removePrivateFile(temporary, dirname(path));
    throw new InputError(`The secrets file ${quoteText(path)} can't be replaced. Remove what is there.`, { cause });
  }
}
