import { constants, closeSync, fstatSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CleanupError, type StateStore, systemCode } from '@senhasegura-action/core';
import type { JobFolder } from './job-folder.js';
import { hasPrivateFolder, openPrivateFolder } from './private-folder.js';

/** A ledger of ten thousand names has less than one. */
const LONGEST = 16 * 1024 * 1024;

/** The ledger in a file of the job's private folder: `after_script` is another shell, and GitLab carries nothing over to it. */
export function ledgerFile(folder: JobFolder): StateStore {
  const path = join(folder.path, 'ledger');
  return {
    save(text) {
      openPrivateFolder(folder);
      // Renamed into place: a job that is ended in the middle leaves the ledger before or the one after.
      const next = `${path}.next`;
      rmSync(next, { force: true });
      writeFileSync(next, text, { mode: 0o600, flag: 'wx' });
      renameSync(next, path);
    },
    load: () => (hasPrivateFolder(folder) ? readLedger(path) : undefined),
  };
}

function readLedger(path: string): string | undefined {
  const file = openLedger(path);
  if (file === undefined) return undefined;
  try {
    const { size, uid, mode } = fstatSync(file);
    if (uid !== process.getuid?.() || (mode & 0o077) !== 0 || size > LONGEST) throw unreadable();
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

function openLedger(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw unreadable();
  }
}

const unreadable = (): CleanupError =>
  new CleanupError(
    'The list of what has to be taken back is not the file that was written, so nothing was taken back. Release custodies in the console, and delete leftover files.',
  );
