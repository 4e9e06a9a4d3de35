import { type Environment, InputError, parseBoolean, readTextFile } from '@senhasegura-action/core/internal';
import { bringSecrets, deleteProjectVariables, takeBack } from '@senhasegura-action/job';
import { inputText, jobSources, readSecretsInput } from './component-inputs.js';
import { type Job, createGitLabRun } from './gitlab-platform.js';
import { openPrivateFolder } from './job-folder.js';

const UNMASKED =
  'GitLab masks only variables that it knew before the job began, so these values are not masked in this log: print none of them, or run what may print them with "senhasegura run".';

/**
 * Brings the job's secrets.
 * @returns code for the job's shell; `undefined` where it failed, which the log has said then
 * @throws {InputError} before anything is asked of the vault
 */
export async function bring(job: Job): Promise<string | undefined> {
  const { environment, folder, log } = job;
  // Before anything can fail: without it `after_script` would say that this was never called.
  openPrivateFolder(folder);
  if (isTraced(environment)) {
    throw new InputError(
      'CI_DEBUG_TRACE is on: the runner would print every secret that comes into the shell. Turn it off for this job, or leave the secrets out of it.',
    );
  }
  const sources = jobSources(environment, await readSecretsInput(environment, readTextFile));
  const { platform, outcome } = createGitLabRun(job);
  // A second call in one job would lose track of what the first has left.
  if (platform.state.load() !== undefined) await takeBack(platform, sources);
  await bringSecrets(platform, sources);
  log.showDetails('Where each secret went');
  if (outcome.failed) return undefined;
  if (outcome.exported.size > 0) log.notice(UNMASKED);
  await deleteSuperseded([...outcome.exported.keys()], job);
  return outcome.code;
}

/** What the runner, a Go program, takes for true (strconv.ParseBool). */
const TRUE = /^(?:1|t|T|true|TRUE|True)$/;

/** Whether the runner prints each command of the job, and each variable that it exports (`CI_DEBUG_TRACE`). */
export const isTraced = ({ CI_DEBUG_TRACE = '' }: Environment): boolean => TRUE.test(CI_DEBUG_TRACE.trim());

/**
 * Deletes the project's CI/CD variables that the vault now gives, when the input `delete-project-variables` asks for it. What
 * fails is a warning.
 * @throws {InputError} when the input is neither true nor false
 */
async function deleteSuperseded(names: readonly string[], { environment, log }: Job): Promise<void> {
  const wanted = parseBoolean(inputText(environment, 'delete-project-variables') ?? 'false');
  if ('problem' in wanted) throw new InputError(`input delete-project-variables: ${wanted.problem}`);
  if (!wanted.ok) return;
  await deleteProjectVariables(names, {
    wantedBy: 'delete-project-variables',
    environment,
    readTextFile,
    log,
    // GitLab masks nothing that it did not know before the job.
    onSecret: () => undefined,
  });
}
