import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readActionManifest } from './action-manifest.js';
import { createCaseInsensitiveMap } from './case-insensitive-map.js';
import { evaluateCondition } from './condition.js';
import { trim, trimmedLines } from './dotnet-text.js';
import { jobOutputs } from './job-outputs.js';
import { RUNNER_PATIENCE, THIS_HOST } from './run-process.js';
import { createSecretMasker } from './secret-masker.js';
import { scriptDetails, shellCommand } from './shell.js';
import { resolveInputs } from './step-environment.js';
import { runStep } from './step.js';
import { createJobFolders, endOrphans, findOrphans, removeJobFolders } from './workspace.js';

/**
 * @typedef {import('./step.js').StepResult} StepResult
 * @typedef {import('./run-process.js').Ending} Ending
 *
 * @typedef {object} JobOptions
 * @property {string} actionDir The folder with action.yml.
 * @property {string} nodePath The Node binary for actions.
 * @property {Readonly<Record<string, string>>} [env] `env` of the job in the workflow.
 * @property {Readonly<Record<string, string>>} [runnerEnv] What the runner's own process has besides PATH and HOME.
 * @property {readonly string[]} [secrets] Values of `${{ secrets.* }}`: masked before the first step.
 * @property {boolean} [debug] `ACTIONS_STEP_DEBUG`.
 * @property {typeof RUNNER_PATIENCE} [patience] How long a cancel waits, in milliseconds.
 * @property {import('./run-process.js').Host} [host] What the steps run on; when absent, this system.
 * @property {string} [parent] Where the job's folder is made; when absent, in the system's temporary folder.
 *
 * @typedef {object} ActionStepOptions
 * @property {Readonly<Record<string, string>>} inputs
 * @property {Readonly<Record<string, string>>} [env] `env` of the step.
 * @property {string} [condition] `if` of the step.
 * @property {number} [timeout] Milliseconds until the step is cancelled; 60,000 when absent.
 * @property {{ readonly when: Promise<unknown>, readonly how: Ending }} [end] Ends the step from outside.
 *
 * @typedef {object} ShellStepOptions
 * @property {import('./shell.js').Shell} [shell]
 * @property {Readonly<Record<string, string>>} [env]
 * @property {string} [condition]
 * @property {number} [timeout]
 */

const STEP_TIMEOUT = 60_000;

/**
 * A job on a stand-in of the GitHub runner (github.com/actions/runner, `StepsRunner`, `ActionRunner`, `JobExtension`):
 * steps one after another, what one exports in the environment of the next, and post steps in reverse order.
 * Needs nothing installed; processes that a job left running are found on Linux alone.
 * @param {JobOptions} options
 */
export function createJob({
  actionDir,
  nodePath,
  env = {},
  runnerEnv = {},
  secrets = [],
  debug = false,
  patience = RUNNER_PATIENCE,
  host = THIS_HOST,
  parent,
}) {
  const folders = createJobFolders(parent);
  const trackingId = `github_${randomUUID()}`;
  const masker = createSecretMasker();
  // Worker.InitializeSecretMasker: the value without outer white space, and each of its lines.
  secrets
    .map(trim)
    .flatMap((secret) => [secret, ...trimmedLines(secret)])
    .forEach(masker.addValue);

  /** @type {import('./step.js').JobState} */
  const job = {
    folders,
    masker,
    debug,
    patience,
    host,
    runnerEnv: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      LANG: 'C.UTF-8',
      ...host.variables,
      ...runnerEnv,
      HOME: folders.home,
      RUNNER_TRACKING_ID: trackingId,
    },
    environment: new Map(Object.entries(env)),
    prependPath: [],
    status: 'success',
  };
  /** @type {StepResult[]} */
  const steps = [];
  /** @type {((end: ActionStepOptions['end']) => Promise<StepResult>)[]} */
  const posts = [];

  /** @param {Promise<StepResult>} running */
  const record = async (running) => {
    const result = await running;
    if (result.conclusion === 'cancelled') {
      job.status = 'cancelled';
    } else if (result.conclusion === 'failure' && job.status === 'success') {
      job.status = 'failure';
    }
    steps.push(result);
    return result;
  };

  /**
   * Runs `main` of the action. Its post step is registered before main starts, as `ActionRunner` does, and so runs
   * whatever becomes of main.
   * @param {ActionStepOptions} step
   */
  const runAction = async ({ inputs: given, env: stepEnv = {}, condition = 'success()', timeout, end }) => {
    const manifest = readActionManifest(actionDir);
    const { inputs, unexpected } = resolveInputs(manifest.inputs, given);
    const state = createCaseInsensitiveMap();
    const warnings =
      unexpected.length === 0
        ? []
        : [
            `Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${[...manifest.inputs.keys()].join("', '")}']`,
          ];
    /** @param {string} script */
    const common = (script) => ({
      kind: /** @type {const} */ ('action'),
      file: nodePath,
      args: [join(actionDir, script)],
      stepEnv,
      inputs,
      state,
      timeout: timeout ?? STEP_TIMEOUT,
    });
    if (!evaluateCondition(condition, job.status)) {
      throw new Error('The stand-in does not skip an action: the condition of the step is false');
    }
    const { post, postIf } = manifest;
    if (post !== undefined) {
      posts.push((endOfPost) =>
        evaluateCondition(postIf, job.status)
          ? record(
              runStep(job, {
                ...common(post),
                name: 'Post Run action',
                details: ['Post job cleanup.'],
                end: endOfPost,
              }),
            )
          : Promise.reject(new Error(`post-if: ${postIf} skipped the post step`)),
      );
    }
    const details = [
      '##[group]Run action',
      'with:',
      ...[...inputs].filter(([, value]) => value !== '').map(([name, value]) => `  ${name}: ${value}`),
    ];
    return record(
      runStep(job, { ...common(manifest.main), name: 'Run action', details, warnings, showEnv: true, end }),
    );
  };

  /**
   * Runs a script as a later step of the job. A step whose condition is false is skipped and gives `undefined`.
   * @param {string} script
   * @param {ShellStepOptions} [options]
   */
  const runShell = async (
    script,
    { shell, env: stepEnv = {}, condition = 'success()', timeout = STEP_TIMEOUT } = {},
  ) => {
    if (!evaluateCondition(condition, job.status)) {
      return undefined;
    }
    // `ScriptHandlerHelpers.GetScriptFileExtension`: a command of one's own gets a file without an ending.
    const path = join(folders.temp, `${randomUUID()}${shell === 'node {0}' ? '' : '.sh'}`);
    writeFileSync(path, script);
    const { file, args } = shellCommand(shell, nodePath);
    return record(
      runStep(job, {
        kind: 'script',
        name: 'Run script',
        file,
        args: [...args, path],
        stepEnv,
        inputs: new Map(),
        state: createCaseInsensitiveMap(),
        details: [...scriptDetails(script), `shell: ${[file, ...args].join(' ')} {0}`],
        showEnv: true,
        timeout,
        end: undefined,
      }),
    );
  };

  /** Runs the post steps that were registered, the last one first. */
  const runPosts = async () => {
    /** @type {StepResult[]} */
    const results = [];
    for (let post = posts.pop(); post !== undefined; post = posts.pop()) {
      results.push(await post(undefined));
    }
    return results;
  };

  /**
   * Begins the last post step that is registered, ends it from outside, and leaves it registered: it is begun again.
   * @param {NonNullable<ActionStepOptions['end']>} end
   */
  const breakPost = (end) => {
    const post = posts.at(-1);
    if (post === undefined) throw new Error('The job has no post step');
    return post(end);
  };

  return {
    folders,
    /** Every step so far, in order. */
    steps,
    /** What the next step gets from the steps before it (`GITHUB_ENV`, and `env` of the job). */
    environment: /** @type {ReadonlyMap<string, string>} */ (job.environment),
    mask: masker.mask,
    status: () => job.status,
    runAction,
    runShell,
    runPosts,
    /** What other jobs get of these outputs of the job. @param {Readonly<Record<string, string>>} evaluated */
    outputs: (evaluated) => jobOutputs(evaluated, masker.mask),
    breakPost,
    /** Processes that the steps left running; `undefined` where the system does not tell. */
    orphans: () => findOrphans(trackingId),
    /** Ends what was left running and removes every folder of the job (`JobExtension`, `TempDirectoryManager`). */
    dispose: () => {
      endOrphans(trackingId);
      removeJobFolders(folders);
    },
    /** `TempDirectoryManager.CleanupTempDirectory`. */
    emptyTemp: () => {
      rmSync(folders.temp, { recursive: true, force: true });
      mkdirSync(folders.temp);
    },
  };
}

/** @typedef {ReturnType<typeof createJob>} Job */
