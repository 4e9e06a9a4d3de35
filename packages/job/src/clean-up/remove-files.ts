import { failureMessage } from '@senhasegura-action/core/internal';
import { removeEmptyFolder, removePrivateFile } from '../files/remove-private-file.js';
import type { Ledger } from '../ledger/ledger.js';
import type { CleanUpResult } from './clean-up-step.js';

/** Removes the files of the ledger, then its folders from the inside out, where nobody else has put anything in. */
export async function removeFiles({ files, folders }: Ledger, tempDir: string): Promise<readonly CleanUpResult[]> {
  const results: CleanUpResult[] = [];
  let removed = 0;
  for (const path of files) {
    try {
      if (await removePrivateFile(path, tempDir)) removed += 1;
    } catch (error) {
      results.push({
        kind: 'failed',
        what: failureMessage(error),
      });
    }
  }
  for (const folder of [...folders].reverse()) {
    try {
      await removeEmptyFolder(folder);
    } catch (error) {
      results.push({
        kind: 'failed',
        what: failureMessage(error),
      });
    }
  }
  if (removed > 0) results.unshift({ kind: 'done', what: `Removed ${removed} ${removed === 1 ? 'file' : 'files'}.` });
  return results;
}
