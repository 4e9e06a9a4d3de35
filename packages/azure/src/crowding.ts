import type { Environment } from '@senhasegura-action/core/internal';
import { crowdingOf } from '@senhasegura-action/job';
import { environmentName, listedNames } from './task-environment.js';

/** As long as the name of a step is reckoned, with the point after it: outputs are variables that are called after it. */
const STEP = `${'S'.repeat(63)}.`;

/**
 * The agent tells every Node task, the post-job part of this one too, which names are secret and which are not: two JSON
 * lists, each of them one variable, and Linux starts no process with 128 KiB in one.
 */
const LISTS = ['VSTS_SECRET_VARIABLES', 'VSTS_PUBLIC_VARIABLES'];
const LONGEST_LIST = 128 * 1024 - 512;
/** Two quotes and a comma. */
const AROUND_NAME = 3;

/** What would keep later tasks from starting, if the agent handed all of these to them. */
export function crowding(
  variables: ReadonlyMap<string, string>,
  outputs: ReadonlyMap<string, string>,
  environment: Environment,
): readonly string[] {
  const all = [...variables, ...[...outputs].map(([name, value]) => [STEP + name, value] as const)];
  const names = all.map(([name]) => name);
  const handedOn = new Map(all.map(([name, value]) => [`SECRET_${environmentName(name)}`, value]));
  return [...listProblems(names, environment), ...crowdingOf(handedOn, environment)];
}

/** Which list a name comes to stand in does not matter: one message is enough for both. */
function listProblems(names: readonly string[], environment: Environment): readonly string[] {
  if (names.length === 0) return [];
  const longest = Math.max(...LISTS.map((list) => lengthOfList(environment[list] ?? '', names)));
  if (longest < LONGEST_LIST) return [];
  return [
    `With the ${names.length} variables and outputs of this run, the agent would hand every later task a list of names of ${longest} bytes, and with ${LONGEST_LIST} or more no later task could start, the post-job part that takes everything back included. Bring fewer fields, use shorter names, or use "> file:PATH".`,
  ];
}

function lengthOfList(list: string, names: readonly string[]): number {
  const known = new Set(listedNames(list).map((name) => name.toUpperCase()));
  return names
    .filter((name) => !known.has(name.toUpperCase()))
    .reduce((length, name) => length + Buffer.byteLength(name) + AROUND_NAME, Buffer.byteLength(list));
}
