import type { Environment } from '@senhasegura-action/core/internal';
import { crowdingOf } from '@senhasegura-action/job';
import { environmentName, inputText, listedNames } from './task-environment.js';

/** What is done with a value that no pipeline variable can hold. */
export type UnfitChoice = 'file' | 'base64' | 'error';

export const MULTILINE_SECRETS = 'multilineSecrets';

const CHOICES: readonly UnfitChoice[] = ['file', 'base64', 'error'];

/** What is left for the name, and for what the agent puts in front of it. */
const ROOM = 512;

/**
 * The agent hands secret variables, outputs too, to every later task as `SECRET_NAME=value`, the post-job part of this task included.
 * Linux starts no process with 128 KiB in one string, and Windows has 32,767 characters for one.
 */
const longest = (system: NodeJS.Platform): number => (system === 'win32' ? 32_767 : 128 * 1024) - ROOM;

const lengthOf = (text: string, system: NodeJS.Platform): number =>
  system === 'win32' ? text.length : Buffer.byteLength(text);

/** Why a pipeline variable can't hold a text, as the end of "the value ..."; `undefined` where it can. */
export function refusal(text: string, environment: Environment, system: NodeJS.Platform): string | undefined {
  if (/[\r\n]/.test(text)) return 'has several lines, and the agent takes no secret variable of several lines';
  if (holdsMacro(text)) return 'holds $(...), which the agent replaces in variables before each step';
  if (text.includes('\0')) return 'holds a zero byte, which no variable can hold';
  if (lengthOf(text, system) > longest(system)) return 'is so long that no later task could start';
  if (text.includes('%') && decodesNoPercents(environment)) {
    return 'holds %, which the agent spoils while the variable DECODE_PERCENTS is false';
  }
  return undefined;
}

/** `$(` and a `)` anywhere after it. Each is looked for once: a text of a million `$(` costs no more than any other. */
function holdsMacro(text: string): boolean {
  const start = text.indexOf('$(');
  return start >= 0 && text.includes(')', start);
}

/** The agent's knob `DecodePercents`, a variable of the job or of the agent: set to anything but true it is false. */
function decodesNoPercents(environment: Environment): boolean {
  return !/^(?:|1|\$?true)$/i.test(environment.DECODE_PERCENTS ?? '');
}

/** The input `multilineSecrets`, or what is wrong with it. */
export function readUnfitChoice(environment: Environment): { readonly ok: UnfitChoice } | { readonly problem: string } {
  const text = inputText(environment, MULTILINE_SECRETS) ?? 'file';
  const choice = CHOICES.find((candidate) => candidate === text);
  if (choice !== undefined) return { ok: choice };
  return {
    problem: `input ${MULTILINE_SECRETS}: is ${JSON.stringify(text)}, but only ${CHOICES.join(', ')} are possible`,
  };
}

/** As long as the name of a step is reckoned, with the point after it: outputs are variables that are called after it. */
const STEP = `${'S'.repeat(63)}.`;

/**
 * The agent tells every Node task, the post-job part of this one too, which names are secret and which are not: two JSON
 * lists, each of them one variable, which has the length of any other.
 */
const LISTS = ['VSTS_SECRET_VARIABLES', 'VSTS_PUBLIC_VARIABLES'];
/** Two quotes and a comma. */
const AROUND_NAME = 3;

/** What would keep later tasks from starting, if the agent handed all of these to them. */
export function crowding(
  variables: ReadonlyMap<string, string>,
  outputs: ReadonlyMap<string, string>,
  environment: Environment,
  system: NodeJS.Platform,
): readonly string[] {
  const all = [...variables, ...[...outputs].map(([name, value]) => [STEP + name, value] as const)];
  const names = all.map(([name]) => name);
  const handedOn = new Map(all.map(([name, value]) => [`SECRET_${environmentName(name)}`, value]));
  return [...listProblems(names, environment, longest(system)), ...crowdingOf(handedOn, environment, system)];
}

/** Which list a name comes to stand in does not matter: one message is enough for both. */
function listProblems(names: readonly string[], environment: Environment, most: number): readonly string[] {
  if (names.length === 0) return [];
  const length = Math.max(...LISTS.map((list) => lengthOfList(environment[list] ?? '', names)));
  if (length < most) return [];
  return [
    `With the ${names.length} variables and outputs of this run, the agent would hand every later task a list of names of ${length} bytes, and with ${most} or more no later task could start, the post-job part that takes everything back included. Bring fewer fields, use shorter names, or use "> file:PATH".`,
  ];
}

function lengthOfList(list: string, names: readonly string[]): number {
  const known = new Set(listedNames(list).map((name) => name.toUpperCase()));
  return names
    .filter((name) => !known.has(name.toUpperCase()))
    .reduce((length, name) => length + Buffer.byteLength(name) + AROUND_NAME, Buffer.byteLength(list));
}
