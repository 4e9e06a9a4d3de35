import { type Environment, failureMessage } from '@senhasegura-action/core/internal';
import { takeBack } from '@senhasegura-action/job';
import { bring } from './bring.js';
import { jobSources } from './component-inputs.js';
import { type Job, createGitLabRun } from './gitlab-platform.js';
import { hasLedger, jobFolder, removePrivateFolder } from './job-folder.js';
import { createJobLog } from './job-log.js';

/** What the command has of the world. */
export interface GitLabSurroundings {
  readonly environment: Environment;
  /** Takes shell code; nothing else ever goes here. */
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly system: NodeJS.Platform;
}

const USAGE = `Usage: gitlab bring       prints shell code that exports the secrets: eval it in the job's script
       gitlab take-back   takes everything back: for after_script`;

/**
 * `gitlab bring` and `gitlab take-back`, the two halves of the CI/CD component.
 * @param argv the words after the program, the first of them `gitlab`
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage
 */
export async function gitlabCommand(argv: readonly string[], surroundings: GitLabSurroundings): Promise<number> {
  const { environment, stderr, system } = surroundings;
  const [group, verb, ...rest] = argv;
  const log = createJobLog(stderr, () => Date.now() / 1000);
  if (group !== 'gitlab' || rest.length > 0 || (verb !== 'bring' && verb !== 'take-back')) {
    stderr(`${USAGE}\n`);
    return 2;
  }
  try {
    const folder = jobFolder(environment, process.getuid?.());
    const job = { environment, folder, log, system };
    if (verb === 'take-back') return (await takeBackJob(job)) ? 0 : 1;
    const code = await bring(job);
    if (code === undefined) return 1;
    surroundings.stdout(code);
    return 0;
  } catch (error) {
    log.error(failureMessage(error));
    return 1;
  }
}

/** The references are not read again: a script may have changed the file that has them. */
const EVERY_SECRET = { ok: undefined };

/** Takes back what the job's ledger has, and removes its private folder. Answers whether nothing failed badly. */
async function takeBackJob(job: Job): Promise<boolean> {
  const { environment, folder, log } = job;
  // A folder alone may be that of a bundle, which this very script has downloaded.
  if (!hasLedger(folder)) {
    removePrivateFolder(folder);
    log.info(
      'This job brought no secrets, so there is nothing to take back. (A before_script of the job itself replaces the one of .senhasegura: let it begin with "- !reference [.senhasegura, before_script]".)',
    );
    return true;
  }
  const { platform, outcome } = createGitLabRun(job);
  await takeBack(platform, jobSources(environment, EVERY_SECRET));
  removePrivateFolder(folder);
  return !outcome.failed;
}
