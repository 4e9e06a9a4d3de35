import { constants } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError, quoteText, type SecretValue, systemCode } from '@senhasegura-action/core/internal';
import { exposedFolder, folderProblem, lookAt } from './folders.js';
import { type HeldFolder, holdFolderOf } from './held-folder.js';
import { sideBySide } from './side-by-side.js';

const OWNER_ONLY = 0o600;

/** On Windows there is no O_NOFOLLOW, and O_EXCL refuses a link as well: it counts as 0 there. */
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

const EXISTS = 'something is there already, and it stays as it is. Remove it first, or choose another path.';
const EXCHANGED = 'its folder was exchanged while it was made. Look who does that, or choose another path.';

export interface PrivateFile {
  readonly path: string;
  /** Text is written as UTF-8. */
  readonly value: SecretValue;
}

/**
 * Refuses paths at which `writePrivateFiles` would find something, to which a symbolic link leads, or whose folder everybody can
 * write into. To be asked before a path goes into the ledger: the clean-up removes what the ledger has, so nobody else's file
 * may stand there.
 * @throws {InputError} with the first such path and the reason
 */
export async function checkPrivateFiles(paths: readonly string[], root: string): Promise<void> {
  for (const [folder, inFolder] of byFolder(paths.map((path) => resolve(path)))) {
    const [first = folder] = inFolder;
    const problem = (await folderProblem(first, resolve(root))) ?? (await exposedFolder(first, resolve(root)));
    if (problem !== undefined) throw refusal(first, `${problem}. Choose another path.`);
    // A thousand files of a folder that is still to be made need no look each.
    if ((await lookAt(folder)) === undefined) continue;
    for (const path of inFolder) if ((await lookAt(path)) !== undefined) throw refusal(path, EXISTS);
  }
}

/**
 * Makes a folder with mode 0700 and those on the way to it, through no symbolic link below `root`.
 * @throws {InputError} with the path and the reason
 */
export async function createPrivateFolder(path: string, root: string): Promise<void> {
  const folder = resolve(path);
  try {
    // As a file in it would see it.
    await inFolderOf([join(folder, 'inside')], resolve(root));
  } catch (error) {
    throw systemRefusal(folder, error);
  }
}

/**
 * Writes secrets to new files with mode 0600, whatever the umask, those of a folder side by side. Missing folders are made one by one with
 * 0700. Nothing that exists is opened, and no symbolic link is followed, at the path or below `root`, at any moment (see
 * `held-folder.ts`). A file that can't be written to its end is removed again. On Windows the
 * modes mean nothing, and the rights come from the folder.
 * @param root the platform's temporary folder, which is trusted
 * @throws {InputError} with the first path that failed and the reason; never with the content
 */
export async function writePrivateFiles(files: readonly PrivateFile[], root: string): Promise<void> {
  const trusted = resolve(root);
  const values = new Map(files.map(({ path, value }) => [resolve(path), value]));
  await checkPrivateFiles([...values.keys()], trusted);
  for (const [folder, paths] of byFolder([...values.keys()])) {
    try {
      await inFolderOf(paths, trusted, (held) =>
        sideBySide(paths, (path) => createFile(held, path, values.get(path) ?? '')),
      );
    } catch (error) {
      throw systemRefusal(paths[0] ?? folder, error);
    }
  }
}

export function writePrivateFile(path: string, value: SecretValue, root: string): Promise<void> {
  return writePrivateFiles([{ path, value }], root);
}

/** @throws what the system says, or an InputError where the folder's path leads elsewhere by the end: then the files are gone again */
async function inFolderOf(
  paths: readonly string[],
  root: string,
  act: (held: HeldFolder) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const [first = root] = paths;
  const held = await holdFolderOf(first, root, 'make');
  try {
    const problem = await folderProblem(first, root);
    if (problem !== undefined) throw refusal(first, `${problem}. Choose another path.`);
    if (!(await held.isInPlace())) throw refusal(first, EXCHANGED);
    await act(held);
    if (await held.isInPlace()) return;
    for (const path of paths) await rm(held.within(basename(path)), { force: true });
    throw refusal(first, EXCHANGED);
  } finally {
    await held.release();
  }
}

async function createFile(held: HeldFolder, path: string, value: SecretValue): Promise<void> {
  const within = held.within(basename(path));
  const handle = await open(within, NEW_FILE, OWNER_ONLY).catch((error: unknown) => {
    throw systemRefusal(path, error);
  });
  try {
    // Not left to the mode of `open`, from which the umask takes rights away.
    await handle.chmod(OWNER_ONLY);
    await handle.writeFile(value);
  } catch (error) {
    await discard(handle, within);
    throw systemRefusal(path, error);
  } finally {
    await handle.close();
  }
}

/** By the handle first: whatever the path has become meanwhile, no part of the secret stays. */
async function discard(handle: FileHandle, path: string): Promise<void> {
  await handle.truncate(0);
  await rm(path, { force: true });
}

function byFolder(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const folder = dirname(path);
    const inFolder = folders.get(folder);
    if (inFolder === undefined) folders.set(folder, [path]);
    else inFolder.push(path);
  }
  return folders;
}

const refusal = (path: string, why: string, cause?: unknown): InputError =>
  new InputError(`The file ${quoteText(path)} can't be created: ${why}`, cause === undefined ? {} : { cause });

function systemRefusal(path: string, error: unknown): InputError {
  if (error instanceof InputError) return error;
  const code = systemCode(error);
  if (code === 'EEXIST') return refusal(path, EXISTS, error);
  return refusal(
    path,
    `${code ?? 'unknown error'}. Check the folder, its rights and its space, or choose another path.`,
    error,
  );
}
