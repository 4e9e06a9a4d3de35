import { InputError, type SettingSources, readSettings, readTextFile } from '@senhasegura-action/core/internal';
import { bringSecrets, takeBack } from '@senhasegura-action/job';
import { isTraced } from './debug-trace.js';
import { deleteProjectVariables } from './delete-project-variables.js';
import { createGitLabRun, noOutput } from './gitlab-platform.js';
import type { Job } from './job.js';
import { jobSources } from './job-sources.js';
import { openPrivateFolder } from './private-folder.js';
import { readSecretsInput } from './secrets-input.js';

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
  await refuseOutputs(sources);
  const { platform, outcome } = createGitLabRun(environment, folder, log);
  // A second call in one job would lose track of what the first has left.
  if (platform.state.load() !== undefined) await takeBack(platform, sources);
  await bringSecrets(platform, sources);
  log.showDetails('Where each secret went');
  if (outcome.failed) return undefined;
  if (outcome.exported.size > 0) log.notice(UNMASKED);
  await deleteProjectVariables([...outcome.exported.keys()], job);
  return outcome.code;
}

/** All wrong lines together, before any request. */
async function refuseOutputs(sources: SettingSources): Promise<void> {
  const { selections } = await readSettings(sources);
  const outputs = selections.filter(({ sink }) => sink.kind === 'output');
  if (outputs.length > 0) throw new InputError(outputs.map(({ line }) => noOutput(`Line ${line}`)));
}
