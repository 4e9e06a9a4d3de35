import { type Stats, existsSync, lstatSync, mkdirSync, rmSync, rmdirSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { CleanupError, type Environment, InputError, quoteText, systemCode } from '@senhasegura-action/core/internal';
import { type StateStore, readPrivateText, replacePrivateText } from '@senhasegura-action/job';

/** Where a job keeps its ledger, its files and a downloaded bundle: the same place for all of its scripts. */
export interface JobFolder {
  /** Absolute. */
  readonly path: string;
  /** A folder around it that is ours as well, where it does not lie in the runner's. */
  readonly parent: string | undefined;
}

/**
 * Beside the project and never in it: below the runner's temporary folder or, where the runner names none, below a folder of
 * this user's in /tmp. Not below TMPDIR, which a script may set for itself: then `after_script` would look elsewhere. Nor below a
 * path that is not absolute: runners without a folder of their own (ssh, instance, VirtualBox, Parallels) give the text `$PWD/...`,
 * dollar sign and all, which means another place in each working folder. The component's template has the same rule for the
 * bundle that it downloads.
 * @throws {InputError} outside of a GitLab job, and for a folder inside the project
 */
export function jobFolder(environment: Environment, uid: number | undefined): JobFolder {
  const id = environment.CI_JOB_ID ?? '';
  if (!/^[0-9]{1,20}$/.test(id)) {
    throw new InputError(
      'The variable CI_JOB_ID is missing or no number: this command runs inside a GitLab CI/CD job.',
    );
  }
  const ofRunner = environment.RUNNER_TEMP_PROJECT_DIR ?? '';
  const parent = isAbsolute(ofRunner) ? undefined : `/tmp/senhasegura-${uid ?? 'user'}`;
  // Short, because the address of an ssh-agent's socket below it has 103 bytes at most.
  const path = join(resolve(parent ?? ofRunner), `sg-${id}`);
  const project = environment.CI_PROJECT_DIR ?? '';
  if (project !== '' && isInside(path, resolve(project))) {
    throw new InputError(
      'RUNNER_TEMP_PROJECT_DIR lies inside the project, where artifacts and caches would pick secrets up. Let the runner set it.',
    );
  }
  return { path, parent };
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Makes the folder, 0700, or finds it. A folder of somebody else's, or open to others, is refused. */
export function openPrivateFolder({ path, parent }: JobFolder): void {
  if (parent === undefined) makeAround(dirname(path));
  else makeOwn(parent);
  makeOwn(path);
}

/** Whether the folder is there; refused as by `openPrivateFolder`. */
export function hasPrivateFolder({ path, parent }: JobFolder): boolean {
  const folders = [...(parent === undefined ? [] : [parent]), path];
  return folders.every((folder) => {
    const found = lookAt(folder);
    if (found !== undefined) refuseForeign(folder, found);
    return found !== undefined;
  });
}

/** Removes the folder with all that is in it, and the one around it when no other job uses that. */
export function removePrivateFolder(folder: JobFolder): void {
  if (!hasPrivateFolder(folder)) return;
  rmSync(folder.path, { recursive: true, force: true });
  if (folder.parent === undefined) return;
  try {
    rmdirSync(folder.parent);
  } catch {
    // Another job of this user has its folder there.
  }
}

/** The runner makes its temporary folder when it needs one: not in every job. */
function makeAround(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw refusal(folder, `can't be made (${systemCode(error) ?? 'unknown error'})`);
  }
}

function makeOwn(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST')
      throw refusal(folder, `can't be made (${systemCode(error) ?? 'unknown error'})`);
  }
  const found = lookAt(folder);
  if (found === undefined) throw refusal(folder, 'is gone again');
  refuseForeign(folder, found);
}

function refuseForeign(folder: string, found: Stats): void {
  if (!found.isDirectory()) throw refusal(folder, 'is no folder');
  // Windows has no such owners and modes: rights come from the folder around it.
  if (process.getuid === undefined) return;
  if (found.uid !== process.getuid()) throw refusal(folder, 'belongs to another user');
  if ((found.mode & 0o077) !== 0) throw refusal(folder, 'is open to other users');
}

function lookAt(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

const refusal = (folder: string, why: string): InputError =>
  new InputError(
    `The private folder ${quoteText(folder)} ${why}, so no secret goes there. Remove it, or give the job a RUNNER_TEMP_PROJECT_DIR of its own.`,
  );

/** The ledger in a file of the job's private folder: `after_script` is another shell, and GitLab carries nothing over to it. */
export function ledgerFile(folder: JobFolder): StateStore {
  const path = pathIn(folder);
  return {
    save(text) {
      openPrivateFolder(folder);
      replacePrivateText(path, text);
    },
    load: () => (hasPrivateFolder(folder) ? readLedger(path) : undefined),
  };
}

/** Whether the job has written one: it has brought something, or tried to. */
export const hasLedger = (folder: JobFolder): boolean => hasPrivateFolder(folder) && existsSync(pathIn(folder));

const pathIn = (folder: JobFolder): string => join(folder.path, 'ledger');

function readLedger(path: string): string | undefined {
  const found = readPrivateText(path);
  if (found.kind === 'text') return found.text;
  if (found.kind === 'absent') return undefined;
  throw new CleanupError(
    `The list of what has to be taken back is not the file that was written (${found.why}), so nothing was taken back. Release custodies in the console, and delete leftover files.`,
  );
}
