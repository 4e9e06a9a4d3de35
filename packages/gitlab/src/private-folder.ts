import { type Stats, lstatSync, mkdirSync, rmSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputError, quoteText, systemCode } from '@senhasegura-action/core/internal';
import type { JobFolder } from './job-folder.js';

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
  if (found.uid !== process.getuid?.()) throw refusal(folder, 'belongs to another user');
  if ((found.mode & 0o077) !== 0) throw refusal(folder, 'is open to other users');
}

function lookAt(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

const refusal = (folder: string, why: string): InputError =>
  new InputError(
    `The private folder ${quoteText(folder)} ${why}, so no secret goes there. Remove it, or give the job a RUNNER_TEMP_PROJECT_DIR of its own.`,
  );
