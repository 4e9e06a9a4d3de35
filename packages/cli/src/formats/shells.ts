import { isKeptByPosixShells, quotePosix, untraced } from '@senhasegura-action/job';
import type { Format, ProblemOf } from './format.js';

/** Names that fish (3.6) refuses, fills itself, or prints the value of. */
const FISH = new Set(
  `FISH_VERSION PWD SHLVL _ fish_kill_signal fish_killring fish_pid fish_trace history hostname pipestatus status
  status_generation umask version`.split(/\s+/),
);

const keptBy =
  (shell: string, isKept: (name: string) => boolean): ProblemOf =>
  ({ name }) =>
    isKept(name) ? `${shell} keeps this name for itself. Give it another name with "> NAME".` : undefined;

export const posixNameProblem = keptBy('the shell', isKeptByPosixShells);
const fishNameProblem = keptBy('fish', (name) => FISH.has(name));

/**
 * `export NAME='value'` lines, for bash, dash, busybox and every other POSIX shell. The vendor's CLI writes `declare -x`,
 * which does the same in bash and fails in the others (wire contract, section 3).
 */
export function posixExports(comment: string): Format {
  return {
    comment,
    isEnvironment: true,
    ignoresCase: false,
    problemOf: posixNameProblem,
    write: (variables) => untraced(variables.map(({ name, value }) => `export ${name}=${quotePosix(value)}`)),
  };
}

/**
 * fish: `set -gx NAME '...'` lines. Within single quotes only `\\` and `\'` are escapes (fishshell.com/docs/current/language.html,
 * "Quotes"). `--unpath` because fish splits a variable whose name ends in PATH at its colons. An empty `fish_trace` for the time of
 * the file keeps a tracing shell from printing the values.
 */
export const fish: Format = {
  comment: 'Secrets from senhasegura. Use: source FILE   Delete this file after use.',
  isEnvironment: true,
  ignoresCase: false,
  problemOf: fishNameProblem,
  write: (variables) =>
    [
      'set -l fish_trace',
      ...variables.map(({ name, value }) => `set -gx --unpath ${name} ${quoteFish(value)}`),
      '',
    ].join('\n'),
};

function quoteFish(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
