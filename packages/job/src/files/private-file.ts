import { constants } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InputError, quoteText, type SecretValue, systemCode } from '@senhasegura-action/core/internal';
import { folderProblem } from './folder-problem.js';
import { foldersToCreate } from './folders-to-create.js';
import { lookAt } from './look-at.js';

const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** On Windows there is no O_NOFOLLOW, and O_EXCL refuses a link as well: it counts as 0 there. */
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

const EXISTS = 'something is there already, and it stays as it is. Remove it first, or choose another path.';

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

/**
 * Refuses a path at which `writePrivateFile` would find something, or to which a symbolic link leads. To be asked
 * before the path goes into the ledger: the clean-up removes what the ledger has, so nobody else's file may stand there.
 * @throws {InputError} with the path and the reason
 */
export async function checkPrivateFile(path: string, root: string): Promise<void> {
  const problem = await folderProblem(resolve(path), resolve(root));
  if (problem !== undefined) throw refusal(path, `${problem}. Choose another path.`);
  if ((await lookAt(path)) !== undefined) throw refusal(path, EXISTS);
}

async function createFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: OWNER_ONLY_FOLDER });
  } catch (error) {
    // Made since we looked, by a file that is written at the same time: the folders are checked again afterwards.
    if (systemCode(error) === 'EEXIST') return;
    throw error;
  }
  // The umask can only take rights away from 0700; without this it could take the owner's.
  await chmod(folder, OWNER_ONLY_FOLDER);
}

/**
 * Makes a folder with mode 0700 and those on the way to it, through no symbolic link below `root`.
 * @throws {InputError} with the path and the reason
 */
export async function createPrivateFolder(path: string, root: string): Promise<void> {
  const folder = resolve(path);
  try {
    for (const missing of await foldersToCreate([folder])) await createFolder(missing);
    // As a file in it would see it: each folder on the way is one, and no link.
    const problem = await folderProblem(join(folder, 'inside'), resolve(root));
    if (problem !== undefined) throw refusal(folder, problem);
  } catch (error) {
    throw systemRefusal(folder, error);
  }
}

/** The folders may have been exchanged between the look at them and the opening: no secret byte goes in before this. */
async function checkOpened(handle: FileHandle, path: string, root: string): Promise<void> {
  const problem = await folderProblem(path, root);
  if (problem !== undefined) throw refusal(path, `${problem}. Choose another path.`);
  const [opened, found] = [await handle.stat(), await lookAt(path)];
  if (found?.ino !== opened.ino || found.dev !== opened.dev) throw refusal(path, 'it was exchanged while it was made.');
}

async function write(handle: FileHandle, path: string, content: SecretValue): Promise<void> {
  try {
    await handle.writeFile(content);
  } catch (error) {
    // By the handle first: whatever the path has become meanwhile, no part of the secret stays.
    await handle.truncate(0);
    await rm(path, { force: true });
    throw error;
  }
}

async function createFile(path: string, content: SecretValue, root: string): Promise<void> {
  const handle = await open(path, NEW_FILE, OWNER_ONLY_FILE);
  try {
    // Not left to the mode of `open`, from which the umask takes rights away.
    await handle.chmod(OWNER_ONLY_FILE);
    await checkOpened(handle, path, root);
    await write(handle, path, content);
  } finally {
    await handle.close();
  }
}

/**
 * Writes a secret to a new file with mode 0600, whatever the umask; text as UTF-8. Missing folders are made one by one with
 * 0700. Nothing that exists is opened, and no symbolic link is followed, at the path or below `root` (see
 * `folder-problem.ts`). A file that can't be written to its end is removed again. On Windows the
 * modes mean nothing, and the rights come from the folder.
 * @param root the platform's temporary folder, which is trusted
 * @throws {InputError} with the path and the reason; never with the content
 */
export async function writePrivateFile(path: string, content: SecretValue, root: string): Promise<void> {
  const [file, trusted] = [resolve(path), resolve(root)];
  try {
    await checkPrivateFile(file, trusted);
    for (const folder of await foldersToCreate([dirname(file)])) await createFolder(folder);
    await checkPrivateFile(file, trusted);
    await createFile(file, content, trusted);
  } catch (error) {
    throw systemRefusal(file, error);
  }
}
