import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the stand-in needs of task.json.
 * @typedef {object} TaskDefinition
 * @property {readonly { readonly name: string, readonly type: string, readonly defaultValue?: string | boolean }[]} inputs
 * @property {Readonly<Record<string, { readonly target: string }>>} execution
 * @property {Readonly<Record<string, { readonly target: string }>>} [postjobexecution]
 * @property {{ readonly commands?: { readonly mode?: string } }} [restrictions]
 */

/** @param {string} taskDir @returns {TaskDefinition} */
export const readTaskDefinition = (taskDir) => JSON.parse(readFileSync(join(taskDir, 'task.json'), 'utf8'));

/**
 * The file that a handler runs.
 * @param {string} taskDir
 * @param {TaskDefinition['execution']} handlers
 * @param {string} handler `Node24` or `Node20_1`.
 */
export function targetOf(taskDir, handlers, handler) {
  const { target } = handlers[handler] ?? { target: '' };
  const file = join(taskDir, target);
  if (target === '' || !existsSync(file)) {
    throw new Error(`The task has no file for ${handler}: ${target}`);
  }
  return file;
}

/**
 * The texts of a task's inputs (`TaskRunner`): defaults, then what the pipeline gives, without white space around it, with
 * `$(NAME)` replaced.
 * @param {TaskDefinition} definition
 * @param {Readonly<Record<string, string>>} given
 * @param {(text: string) => string} expand
 * @returns {ReadonlyMap<string, string>}
 */
export function resolveInputs({ inputs }, given, expand) {
  /** @type {Map<string, string>} */
  const texts = new Map(inputs.map(({ name, defaultValue = '' }) => [name, String(defaultValue).trim()]));
  for (const [name, text] of Object.entries(given)) {
    const known = [...texts.keys()].find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    texts.set(known ?? name, text.trim());
  }
  return new Map([...texts].map(([name, text]) => [name, expand(text)]));
}
