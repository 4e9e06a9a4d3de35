import { delimiter } from 'node:path';

/**
 * The parts of a step's environment, in the order in which `ActionRunner` and `Handler` lay them over each other:
 * the runner's own process, `env` (job level, what earlier steps wrote to `GITHUB_ENV`, step level), the state of the
 * action, inputs, the folders prepended to PATH, and the github and runner contexts.
 * @typedef {object} StepEnvironmentParts
 * @property {Readonly<Record<string, string>>} runnerEnv
 * @property {ReadonlyMap<string, string>} jobEnv
 * @property {Readonly<Record<string, string>>} stepEnv
 * @property {readonly [string, string][]} state
 * @property {ReadonlyMap<string, string>} inputs Empty for a shell step.
 * @property {readonly string[]} prependPath Oldest first.
 * @property {Readonly<Record<string, string>>} contexts
 */

/**
 * @param {StepEnvironmentParts} parts
 * @returns {Record<string, string>}
 */
export function stepEnvironment({ runnerEnv, jobEnv, stepEnv, state, inputs, prependPath, contexts }) {
  /** @type {Record<string, string>} */
  const own = { ...Object.fromEntries(jobEnv), ...stepEnv };
  for (const [key, value] of state) {
    own[`STATE_${key}`] = value;
  }
  for (const [name, value] of inputs) {
    own[inputVariable(name)] = value;
  }
  if (prependPath.length > 0) {
    own['PATH'] = [...[...prependPath].reverse(), own['PATH'] ?? runnerEnv['PATH'] ?? ''].join(delimiter);
  }
  Object.assign(own, contexts);
  // NodeScriptActionHandler, actions/runner#795
  delete own['NODE_ICU_DATA'];
  // ProcessInvoker: GITHUB_ACTIONS always, CI when nobody set it.
  return { CI: 'true', ...runnerEnv, ...own, GITHUB_ACTIONS: 'true' };
}

/**
 * `Handler.AddInputsToEnvironment`: spaces become `_`, hyphens stay.
 * @param {string} name
 */
export const inputVariable = (name) => `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;

/**
 * The inputs of an action: what the workflow gives, and the defaults of what it leaves out; names without case.
 * @param {ReadonlyMap<string, string>} defaults
 * @param {Readonly<Record<string, string>>} given
 * @returns {{ inputs: Map<string, string>, unexpected: string[] }}
 */
export function resolveInputs(defaults, given) {
  const names = new Set([...defaults.keys()].map((name) => name.toLowerCase()));
  const inputs = new Map(Object.entries(given));
  const present = new Set([...inputs.keys()].map((name) => name.toLowerCase()));
  for (const [name, value] of defaults) {
    if (!present.has(name.toLowerCase())) {
      inputs.set(name, value);
    }
  }
  return { inputs, unexpected: Object.keys(given).filter((name) => !names.has(name.toLowerCase())) };
}
