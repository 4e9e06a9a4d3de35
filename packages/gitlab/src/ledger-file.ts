import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CleanupError } from '@senhasegura-action/core/internal';
import { type StateStore, readPrivateText, replacePrivateText } from '@senhasegura-action/job';
import type { JobFolder } from './job-folder.js';
import { hasPrivateFolder, openPrivateFolder } from './private-folder.js';

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
