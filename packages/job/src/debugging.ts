import { type Environment, InputError } from '@senhasegura-action/core/internal';

/** By these Node prints what it does past every mask: the environment of a program with its secrets, requests with tokens. */
const DEBUGGING = ['NODE_DEBUG', 'NODE_DEBUG_NATIVE'];

/**
 * Node reads them before any of our code runs: nothing here could undo them.
 * @param advice what to do instead, given the variable
 * @throws {InputError} where one is set
 */
export function refuseDebugging(environment: Environment, advice: (variable: string) => string): void {
  const set = DEBUGGING.find((name) => (environment[name] ?? '').trim() !== '');
  if (set !== undefined) throw new InputError(`${set} is set: Node.js would print secrets. ${advice(set)}`);
}
