import { type Environment, failureMessage } from '@senhasegura-action/core/internal';
import { bring } from './bring.js';
import { createJobLog } from './job-log.js';
import { jobFolder } from './job-folder.js';
import { takeBackJob } from './take-back-job.js';

/** What the command has of the world. */
export interface GitLabSurroundings {
  readonly environment: Environment;
  /** Takes shell code; nothing else ever goes here. */
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

const USAGE = `Usage: gitlab bring       prints shell code that exports the secrets: eval it in the job's script
       gitlab take-back   takes everything back: for after_script`;

/**
 * `gitlab bring` and `gitlab take-back`, the two halves of the CI/CD component.
 * @param argv the words after the program, the first of them `gitlab`
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage
 */
export async function gitlabCommand(argv: readonly string[], surroundings: GitLabSurroundings): Promise<number> {
  const { environment, stderr } = surroundings;
  const [group, verb, ...rest] = argv;
  const log = createJobLog(stderr, () => Date.now() / 1000);
  if (group !== 'gitlab' || rest.length > 0 || (verb !== 'bring' && verb !== 'take-back')) {
    stderr(`${USAGE}\n`);
    return 2;
  }
  try {
    const folder = jobFolder(environment, process.getuid?.());
    const job = { environment, folder, log };
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
