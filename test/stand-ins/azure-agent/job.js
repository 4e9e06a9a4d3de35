import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { THIS_HOST } from '../github-runner/run-process.js';
import { createAgentMasker } from './masker.js';
import { runStep } from './step.js';
import { readTaskDefinition, resolveInputs, targetOf } from './task-definition.js';
import { publicVariables, taskEnvironment } from './task-environment.js';
import { createVariables, expandOnce } from './variables.js';

/**
 * @typedef {import('./step.js').StepResult} StepResult
 * @typedef {{ readonly value: string, readonly secret?: boolean, readonly readOnly?: boolean }} JobVariable
 *
 * @typedef {object} JobOptions
 * @property {string} taskDir The folder with task.json.
 * @property {{ readonly name: 'Node24' | 'Node20_1', readonly path: string }} handler
 * @property {Readonly<Record<string, JobVariable>>} [variables]
 * @property {Readonly<Record<string, import('./task-environment.js').Endpoint>>} [endpoints] Service connections by id.
 * @property {Readonly<Record<string, string>>} [agentEnv] What the agent's own process has besides PATH and HOME.
 * @property {boolean} [debug] `System.Debug`
 * @property {import('../github-runner/run-process.js').Host} [host] What the steps run on; when absent, this system.
 * @property {string} [parent] Where the job's folder is made; when absent, in the system's temporary folder.
 * @property {(text: string) => void} [onOutput] Is called with what a step writes, as it comes.
 *
 * @typedef {object} TaskStep
 * @property {string} [name] The step's `name` in the pipeline.
 * @property {Readonly<Record<string, string>>} [inputs]
 * @property {Readonly<Record<string, string>>} [env]
 * @property {number} [retries] `retryCountOnTaskFailure`
 * @property {boolean} [skipped] Its condition is false. The post-job part runs all the same.
 * @property {import('./step.js').Step['end']} [end]
 */

const TIMEOUT = 60_000;

/**
 * A job on a stand-in of the Azure Pipelines agent (github.com/microsoft/azure-pipelines-agent: `JobExtension`,
 * `StepsRunner`, `TaskRunner`). Post-job parts run always, in reverse order. Needs Linux.
 * @param {JobOptions} options
 */
export function createAgentJob({
  taskDir,
  handler,
  variables: given = {},
  endpoints = {},
  agentEnv = {},
  debug = false,
  host = THIS_HOST,
  parent = tmpdir(),
  onOutput = () => undefined,
}) {
  const root = mkdtempSync(join(parent, 'agent-'));
  const folders = { root, temp: join(root, '_temp'), work: join(root, 's'), home: join(root, 'home') };
  [folders.temp, folders.work, folders.home].forEach((folder) => mkdirSync(folder));
  const definition = readTaskDefinition(taskDir);
  const restricted = definition.restrictions?.commands?.mode === 'restricted';
  const masker = createAgentMasker();
  const variables = createVariables(masker.addValue);
  const ofTheAgent = {
    'Agent.TempDirectory': folders.temp,
    'System.DefaultWorkingDirectory': folders.work,
    'Build.SourcesDirectory': folders.work,
    'Agent.Version': '4.260.0',
  };
  for (const [name, value] of Object.entries(ofTheAgent)) {
    variables.set({ name, value, readOnly: true });
  }
  for (const [name, variable] of Object.entries(given)) {
    if (variable.secret === true && variable.value.trim() !== '') {
      masker.addSecretOfJob(variable.value);
    }
    variables.set({ name, ...variable });
  }
  for (const { parameters } of Object.values(endpoints)) {
    Object.values(parameters).forEach(masker.addValue);
  }
  const processEnv = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LANG: 'C.UTF-8', ...agentEnv, HOME: folders.home };
  const percents = (variables.get('DECODE_PERCENTS')?.value ?? 'true').toLowerCase() === 'true';
  /** @param {string} text */
  const expand = (text) =>
    expandOnce(variables.expandText(text), (name) => /** @type {Record<string, string>} */ (processEnv)[name]);
  /** @type {StepResult[]} */
  const steps = [];
  /** @type {((end: TaskStep['end']) => Promise<StepResult>)[]} */
  const posts = [];
  const common = { masker, variables, debug, percents, cwd: folders.work, host, timeout: TIMEOUT, onOutput };

  /** @param {import('./step.js').Step} step */
  const run = async (step) => {
    const result = await runStep(step);
    steps.push(result);
    return result;
  };

  /**
   * Runs the task, and registers its post-job part.
   * @param {TaskStep} step
   */
  const runTask = async ({
    name: refName = 'vault',
    inputs: texts = {},
    env = {},
    retries = 0,
    skipped = false,
    end,
  } = {}) => {
    const taskVariables = createVariables(masker.addValue);
    /** @param {string} name @param {import('./task-definition.js').TaskDefinition['execution']} handlers @param {import('./step.js').Step['end']} [ending] */
    const part = (name, handlers, ending) => {
      variables.recalculate();
      const inputs = resolveInputs(definition, texts, expand);
      const connections = definition.inputs
        .filter(({ type }) => type.startsWith('connectedService:'))
        .map((input) => inputs.get(input.name) ?? '');
      const known = new Map(Object.entries(endpoints).filter(([id]) => connections.includes(id)));
      const mapped = Object.fromEntries(Object.entries(env).map(([key, text]) => [key, expand(text.trim())]));
      const ofTheTask = taskEnvironment({ variables, taskVariables, inputs, endpoints: known });
      return run({
        ...common,
        ...(ending === undefined ? {} : { end: ending }),
        kind: 'action',
        name,
        refName,
        taskVariables,
        restricted,
        file: handler.path,
        args: [targetOf(taskDir, handlers, handler.name)],
        env: { ...processEnv, ...mapped, ...ofTheTask },
      });
    };
    const { execution, postjobexecution } = definition;
    if (postjobexecution !== undefined) {
      posts.push((endOfPost) => part(`Post-job: ${refName}`, postjobexecution, endOfPost));
    }
    if (skipped) {
      return undefined;
    }
    // RetryHelper, without its waits: the same task, the same task variables.
    let result = await part(refName, execution, end);
    for (let left = retries; left > 0 && result.result === 'Failed'; left -= 1) {
      result = await part(refName, execution);
    }
    return result;
  };

  /**
   * Runs a script as a later step: it sees the variables that are no secrets, and what it maps.
   * @param {string} script
   * @param {Readonly<Record<string, string>>} [env]
   */
  const runScript = (script, env = {}) => {
    variables.recalculate();
    const path = join(folders.temp, `${randomUUID()}.sh`);
    writeFileSync(path, script);
    const mapped = Object.fromEntries(Object.entries(env).map(([key, text]) => [key, expand(text.trim())]));
    return run({
      ...common,
      kind: 'script',
      name: 'Bash',
      refName: 'script',
      taskVariables: createVariables(masker.addValue),
      restricted: false,
      file: '/bin/bash',
      args: ['--noprofile', '--norc', path],
      env: { ...processEnv, ...mapped, ...Object.fromEntries(publicVariables(variables)) },
    });
  };

  /** Runs the post-job parts, the last one first. */
  const runPosts = async () => {
    /** @type {StepResult[]} */
    const results = [];
    for (let post = posts.pop(); post !== undefined; post = posts.pop()) {
      results.push(await post(undefined));
    }
    return results;
  };

  /**
   * Begins the last post-job part that is registered, ends it from outside, and leaves it registered: it is begun again.
   * @param {NonNullable<TaskStep['end']>} end
   */
  const breakPost = (end) => {
    const post = posts.at(-1);
    if (post === undefined) throw new Error('The job has no post-job part');
    return post(end);
  };

  return {
    folders,
    steps,
    variables,
    mask: masker.mask,
    runTask,
    runScript,
    runPosts,
    breakPost,
    dispose: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** @typedef {ReturnType<typeof createAgentJob>} AgentJob */
