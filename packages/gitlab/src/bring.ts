import {
  type Environment,
  InputError,
  type SettingSources,
  parseBoolean,
  readTextFile,
} from '@senhasegura-action/core/internal';
import { type Platform, bringSecrets, createMasker, deleteProjectVariables, takeBack } from '@senhasegura-action/job';
import { inputText, jobSources, readSecretsInput } from './component-inputs.js';
import { type Job, createGitLabRun } from './gitlab-platform.js';
import { openPrivateFolder } from './job-folder.js';
import { type MaskLines, openMaskLines } from './mask-lines.js';
import { findRunnerProxy } from './runner-proxy.js';

const MASKED =
  "The runner masks these values in this job's log (mask-lines: auto). It does so by an experimental feature of its own.";
const UNMASKED =
  'GitLab masks only variables that it knew before the job began, so these values are not masked in this log: print none of them, or run what may print them with "senhasegura run".';

/**
 * Brings the job's secrets.
 * @returns code for the job's shell; `undefined` where it failed, which the log has said then
 * @throws {InputError} before anything is asked of the vault
 */
export async function bring(job: Job): Promise<string | undefined> {
  const { environment, folder } = job;
  // Before anything can fail: without it `after_script` would say that this was never called.
  openPrivateFolder(folder);
  if (isTraced(environment)) {
    throw new InputError(
      'CI_DEBUG_TRACE is on: the runner would print every secret that comes into the shell. Turn it off for this job, or leave the secrets out of it.',
    );
  }
  const secrets = await readSecretsInput(environment, readTextFile);
  const masks = maskLinesOf(job);
  try {
    return await bringMasked(job, jobSources(environment, secrets, masks !== undefined), masks);
  } finally {
    masks?.close();
  }
}

async function bringMasked(job: Job, sources: SettingSources, masks?: MaskLines): Promise<string | undefined> {
  const { log } = job;
  const { platform, outcome } = createGitLabRun(job, masks);
  // A second call in one job would lose track of what the first has left.
  if (platform.state.load() !== undefined) await takeBack(platform, sources);
  await bringSecrets(platform, sources);
  log.showDetails('Where each secret went');
  if (outcome.failed) return undefined;
  if (outcome.exported.size > 0) log.notice(masks === undefined ? UNMASKED : MASKED);
  await deleteSuperseded([...outcome.exported.keys()], job, platform);
  return outcome.code;
}

/**
 * Where mask lines go, when the input `mask-lines` asks for them; `undefined` where it does not, and in doubt, which a warning says.
 * @throws {InputError} when the input is neither off nor auto
 */
function maskLinesOf({ environment, log }: Job): MaskLines | undefined {
  const wanted = inputText(environment, 'mask-lines') ?? 'off';
  if (wanted === 'off') return undefined;
  if (wanted !== 'auto') throw new InputError('input mask-lines: must be off or auto');
  const proxy = findRunnerProxy();
  const lines = proxy.kind === 'proxy' ? openMaskLines(proxy) : undefined;
  if (lines === undefined) {
    const why = proxy.kind === 'none' ? proxy.why : 'the runner does not take a mask line as it is written';
    log.warning(`mask-lines: auto has no effect, and nothing is masked: ${why}.`);
  }
  return lines;
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
async function deleteSuperseded(
  names: readonly string[],
  { environment, log }: Job,
  platform: Platform,
): Promise<void> {
  const wanted = parseBoolean(inputText(environment, 'delete-project-variables') ?? 'false');
  if ('problem' in wanted) throw new InputError(`input delete-project-variables: ${wanted.problem}`);
  if (!wanted.ok) return;
  await deleteProjectVariables(names, {
    wantedBy: 'delete-project-variables',
    environment,
    readTextFile,
    log,
    onSecret: (value) => {
      createMasker(platform, 4).mask([{ name: 'GITLAB_ACCESS_TOKEN', value }]);
    },
  });
}
