import { readFileSync } from 'node:fs';
import { createCommandManager } from './command-manager.js';
import { actionRuntime, contextVariables } from './contexts.js';
import { createLineReader } from './dotnet-text.js';
import { createCommandFiles, processCommandFiles } from './file-commands.js';
import { runProcess } from './run-process.js';
import { stepEnvironment } from './step-environment.js';
import { createStepLog } from './step-log.js';

/**
 * What the steps of a job share.
 * @typedef {object} JobState
 * @property {import('./workspace.js').JobFolders} folders
 * @property {import('./secret-masker.js').SecretMasker} masker
 * @property {boolean} debug
 * @property {typeof import('./run-process.js').RUNNER_PATIENCE} patience
 * @property {import('./run-process.js').Host} host
 * @property {Readonly<Record<string, string>>} runnerEnv
 * @property {Map<string, string>} environment `Global.EnvironmentVariables`
 * @property {string[]} prependPath `Global.PrependPath`, oldest first
 * @property {import('./condition.js').JobStatus} status
 *
 * @typedef {object} Step
 * @property {'action' | 'script'} kind
 * @property {string} name
 * @property {string} file
 * @property {readonly string[]} args
 * @property {Readonly<Record<string, string>>} stepEnv
 * @property {ReadonlyMap<string, string>} inputs
 * @property {import('./case-insensitive-map.js').CaseInsensitiveMap} state Shared by main and post of one action.
 * @property {readonly string[]} details The lines that open the log.
 * @property {readonly string[]} [warnings] Shown before the process starts.
 * @property {boolean} [showEnv] Whether the opening lines list the environment.
 * @property {number} timeout
 * @property {{ readonly when: Promise<unknown>, readonly how: import('./run-process.js').Ending } | undefined} end
 *
 * @typedef {object} StepResult
 * @property {Step['kind']} kind
 * @property {string} name
 * @property {'success' | 'failure' | 'cancelled'} conclusion
 * @property {number | null} exitCode
 * @property {string | null} signal
 * @property {string | undefined} startError
 * @property {import('./run-process.js').Ending | undefined} ended
 * @property {string} stdout
 * @property {string} stderr
 * @property {string} rawOutput What the process wrote, unmasked.
 * @property {string} log What the run's page shows: masked.
 * @property {readonly import('./step-log.js').Issue[]} issues
 * @property {ReadonlyMap<string, string>} outputs
 * @property {ReadonlyMap<string, string>} state
 * @property {string} stateFile The raw text of the state file.
 * @property {string} summary The raw text of the summary.
 * @property {ReadonlyMap<string, string>} exportedEnv What this step wrote to `GITHUB_ENV`.
 * @property {readonly string[]} masks
 * @property {readonly string[]} deprecated
 * @property {readonly string[]} commandLine
 * @property {boolean} outputHeldOpen
 */

/**
 * Runs one step: `ActionRunner.RunAsync` with `NodeScriptActionHandler` or `ScriptHandler`.
 * @param {JobState} job
 * @param {Step} step
 * @returns {Promise<StepResult>}
 */
export async function runStep(job, step) {
  const files = createCommandFiles(job.folders.temp);
  const log = createStepLog({ mask: job.masker.mask, debug: job.debug });
  /** @type {Map<string, string>} */
  const outputs = new Map();
  /** @type {Map<string, string>} */
  const exportedEnv = new Map();
  /** @type {string[]} */
  const masks = [];
  /** @type {string[]} */
  const deprecated = [];
  let summary = '';
  let commandFailed = false;
  const markFailed = () => {
    commandFailed = true;
  };

  const env = stepEnvironment({
    runnerEnv: job.runnerEnv,
    jobEnv: job.environment,
    stepEnv: step.stepEnv,
    state: step.state.entries(),
    inputs: step.inputs,
    prependPath: job.prependPath,
    contexts: { ...contextVariables(job, files), ...(step.kind === 'action' ? actionRuntime(job) : {}) },
  });
  step.details.forEach(log.output);
  if (step.showEnv === true) {
    showEnvironment(log, { ...Object.fromEntries(job.environment), ...step.stepEnv });
  }
  step.warnings?.forEach((warning) => {
    log.issue('warning', warning);
  });

  const manager = createCommandManager({
    log,
    masker: job.masker,
    masks,
    outputs,
    state: step.state,
    deprecated,
    markFailed,
  });
  const readers = { stdout: createLineReader(manager.onLine), stderr: createLineReader(manager.onLine) };
  const result = await runProcess({
    file: step.file,
    args: step.args,
    cwd: job.folders.workspace,
    env,
    onText: (stream, text) => {
      readers[stream].push(text);
    },
    timeout: step.timeout,
    end: step.end,
    patience: job.patience,
    host: job.host,
  });
  readers.stdout.end();
  readers.stderr.end();
  if (result.startError !== undefined) {
    log.issue('error', `An error occurred trying to start process '${step.file}': ${result.startError}`);
  } else if (step.kind === 'script' && result.exitCode !== 0) {
    log.issue('error', `Process completed with exit code ${String(result.exitCode)}.`);
  }

  processCommandFiles(files, {
    log,
    markFailed,
    setVariable: (name, value) => {
      exportedEnv.set(name, value);
      job.environment.set(knownSpelling(job, name), value);
    },
    prependPath: (folder) => {
      job.prependPath = [...job.prependPath.filter((known) => known !== folder), folder];
    },
    setState: step.state.set,
    setOutput: (name, value) => outputs.set(name, value),
    setSummary: (text) => {
      summary = text;
    },
  });

  return {
    kind: step.kind,
    name: step.name,
    conclusion: conclude(result, commandFailed),
    ...result,
    log: log.text(),
    issues: log.issues,
    outputs,
    state: new Map(step.state.entries()),
    stateFile: readFileSync(files.state, 'utf8'),
    summary,
    exportedEnv,
    masks,
    deprecated,
    commandLine: [step.file, ...step.args],
  };
}

/** `VarUtil.EnvironmentVariableKeyComparer`: on Windows names that differ in case are one, and the first spelling stays.
 * @param {JobState} job @param {string} name */
const knownSpelling = ({ host, environment }, name) =>
  (host.platform === 'win32' && [...environment.keys()].find((key) => key.toUpperCase() === name.toUpperCase())) ||
  name;

/**
 * @param {import('./run-process.js').ProcessResult} result
 * @param {boolean} commandFailed
 * @returns {StepResult['conclusion']}
 */
function conclude(result, commandFailed) {
  if (result.ended === 'cancel') {
    return 'cancelled';
  }
  return result.exitCode === 0 && !commandFailed ? 'success' : 'failure';
}

/**
 * The end of `Handler.PrintActionDetails`: every later step lists the exported variables, through the masker.
 * @param {import('./step-log.js').StepLog} log
 * @param {Readonly<Record<string, string>>} variables
 */
function showEnvironment(log, variables) {
  const entries = Object.entries(variables);
  [...(entries.length > 0 ? ['env:'] : []), ...entries.map(([name, value]) => `  ${name}: ${value}`)].forEach(
    log.output,
  );
  log.output('##[endgroup]');
}
