import { createLineReader } from '../github-runner/dotnet-text.js';
import { RUNNER_PATIENCE, runProcess } from '../github-runner/run-process.js';
import { createStepLog } from '../github-runner/step-log.js';
import { createCommandManager } from './command-manager.js';

/**
 * @typedef {object} Step
 * @property {'action' | 'script'} kind
 * @property {string} name What the log calls the step.
 * @property {string} refName
 * @property {string} file
 * @property {readonly string[]} args
 * @property {string} cwd
 * @property {Readonly<Record<string, string>>} env
 * @property {import('./variables.js').Variables} variables
 * @property {import('./variables.js').Variables} taskVariables
 * @property {import('./masker.js').AgentMasker} masker
 * @property {boolean} debug `System.Debug`
 * @property {boolean} percents
 * @property {boolean} restricted
 * @property {import('../github-runner/run-process.js').Host} host
 * @property {number} timeout Milliseconds until the step is cancelled.
 * @property {(text: string) => void} onOutput Is called with what it writes, as it comes.
 * @property {{ readonly when: Promise<unknown>, readonly how: import('../github-runner/run-process.js').Ending }} [end]
 *
 * @typedef {Awaited<ReturnType<typeof runStep>>} StepResult
 */

/**
 * Runs one step: `StepsRunner.RunStepAsync` with `NodeHandler`.
 * @param {Step} step
 */
export async function runStep(step) {
  const { kind, name, refName, variables, taskVariables, masker, percents } = step;
  const log = createStepLog({ mask: masker.mask, debug: step.debug });
  /** @type {string[]} */
  const results = [];
  const onLine = createCommandManager(
    { refName, variables, taskVariables, masker, log, percents, complete: (result) => results.push(result) },
    step.restricted,
  );
  const readers = { stdout: createLineReader(onLine), stderr: createLineReader(onLine) };
  log.output(`##[section]Starting: ${name}`);
  const ended = await runProcess({
    file: step.file,
    args: step.args,
    cwd: step.cwd,
    env: step.env,
    onText: (stream, text) => {
      readers[stream].push(text);
      step.onOutput(text);
    },
    timeout: step.timeout,
    end: step.end,
    patience: RUNNER_PATIENCE,
    host: step.host,
  });
  readers.stdout.end();
  readers.stderr.end();
  if (ended.exitCode !== 0) {
    log.issue('error', `Exit code ${String(ended.exitCode)} returned from process.`);
    results.push(ended.ended === 'cancel' ? 'Canceled' : 'Failed');
  }
  log.output(`##[section]Finishing: ${name}`);
  return {
    ...ended,
    kind,
    name,
    /** The worst result that was told. */
    result: ['Canceled', 'Failed', 'SucceededWithIssues'].find((result) => results.includes(result)) ?? 'Succeeded',
    log: log.text(),
    issues: log.issues,
    /** Task variables, which the post-job part sees. */
    state: new Map(taskVariables.all().map((variable) => [variable.name, variable.value])),
    commandLine: [step.file, ...step.args],
  };
}
