import { takeBack } from '@senhasegura-action/job';
import { createGitLabRun } from './gitlab-platform.js';
import type { Job } from './job.js';
import { jobSources } from './job-sources.js';
import { hasLedger } from './ledger-file.js';
import { removePrivateFolder } from './private-folder.js';

/** The references are not read again: a script may have changed the file that has them. */
const EVERY_SECRET = { ok: undefined };

/** Takes back what the job's ledger has, and removes its private folder. Answers whether nothing failed badly. */
export async function takeBackJob({ environment, folder, log }: Job): Promise<boolean> {
  // A folder alone may be that of a bundle, which this very script has downloaded.
  if (!hasLedger(folder)) {
    removePrivateFolder(folder);
    log.info(
      'This job brought no secrets, so there is nothing to take back. (A before_script of the job itself replaces the one of .senhasegura: let it begin with "- !reference [.senhasegura, before_script]".)',
    );
    return true;
  }
  const { platform, outcome } = createGitLabRun(environment, folder, log);
  await takeBack(platform, jobSources(environment, EVERY_SECRET));
  removePrivateFolder(folder);
  return !outcome.failed;
}
