import type { Environment } from '@senhasegura-action/core/internal';

/** Linux: one string of the environment, `NAME=value` and the zero byte at its end, has 128 KiB at most (MAX_ARG_STRLEN). */
const LONGEST_VARIABLE = 128 * 1024 - 1;

/**
 * Windows: `NAME=value` and the zero at its end have 32,767 characters at most, UTF-16 code units (learn.microsoft.com,
 * "SetEnvironmentVariable"). Of all variables together it says no limit.
 */
const LONGEST_ON_WINDOWS = 32_767 - 1;

/** Why no process can be started with this variable, as far as its length goes: a sentence without advice. */
export function lengthProblem(name: string, value: string, system: NodeJS.Platform): string | undefined {
  if (system === 'win32') {
    return name.length + 1 + value.length <= LONGEST_ON_WINDOWS
      ? undefined
      : `the value has ${value.length} characters, and Windows takes no variable of ${LONGEST_ON_WINDOWS + 1} or more, its name among them.`;
  }
  return fitsEnvironment(name, value)
    ? undefined
    : `the value has ${Buffer.byteLength(value)} bytes, and with 128 KiB or more in one variable no later step could start.`;
}

/** Whether Linux starts a process with this variable, as far as its length goes. */
export function fitsEnvironment(name: string, value: string): boolean {
  // A UTF-16 code unit has three bytes of UTF-8 at most: nearly always that is answer enough.
  if ((name.length + value.length) * 3 < LONGEST_VARIABLE) return true;
  return Buffer.byteLength(name) + 1 + Buffer.byteLength(value) <= LONGEST_VARIABLE;
}

/**
 * Linux starts no process whose arguments and environment are longer than a quarter of the stack's limit, 2 MiB as a rule, and macOS
 * none with more than 1 MiB of them (ARG_MAX). The rest is room for arguments and for what a step adds of its own.
 */
const MOST = 1.5 * 1024 * 1024;
const MOST_ON_MACOS = 0.75 * 1024 * 1024;
/** An equals sign and the zero byte at the end, and a pointer to the string. */
const BESIDES = 2 + 8;
/** A name stands in the ledger as well, in quotes and after a comma, and post steps find the ledger in their environment. */
const IN_LEDGER = 3;

/**
 * What is wrong with exporting so much: the later steps, the one that takes everything back among them, could not start.
 * @param environment of the job as it is; a variable that is exported takes the place of one that has its name
 */
export function crowdingOf(
  variables: ReadonlyMap<string, string>,
  environment: Environment,
  system: NodeJS.Platform,
): readonly string[] {
  if (system === 'win32') return [];
  const most = system === 'darwin' ? MOST_ON_MACOS : MOST;
  const bytes = environmentBytes(new Map([...Object.entries(environment), ...variables])) + ledgerBytes(variables);
  if (variables.size === 0 || bytes <= most) return [];
  const count = variables.size === 1 ? 'The variable' : `The ${variables.size} variables`;
  return [
    `${count} of this run and the environment of the job have ${bytes} bytes together, and with more than ${most} no later step could start, the one that takes everything back included. Use "> path:NAME" or "> file:PATH" for large values, or bring fewer fields.`,
  ];
}

function environmentBytes(variables: ReadonlyMap<string, string | undefined>): number {
  let bytes = 0;
  for (const [name, value = ''] of variables) bytes += Buffer.byteLength(name) + Buffer.byteLength(value) + BESIDES;
  return bytes;
}

function ledgerBytes(variables: ReadonlyMap<string, string>): number {
  let bytes = 0;
  for (const name of variables.keys()) bytes += Buffer.byteLength(name) + IN_LEDGER;
  return bytes;
}
