import { isKeptByPosixShells, quotePosix, untraced } from '@senhasegura-action/job';
import { type Format, noProblem, type ProblemOf } from './format.js';

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

/**
 * PowerShell: `$env:NAME = '...'` lines, for a file called `.ps1`. Within single quotes only the quote itself is special and is
 * doubled (about_Quoting_Rules). A value with anything but printable ASCII, U+2018 to U+201B included, which PowerShell takes for single
 * quotes, is written with `\uNNNN` and read by `[regex]::Unescape`: Windows PowerShell 5.1 would read a UTF-8 file as ANSI.
 * An empty value unsets the variable in PowerShell before 7.5, where an environment variable can't be empty.
 * On Windows two names that differ only in case are one variable: such names are a problem.
 */
export const powershell: Format = {
  comment:
    'Secrets from senhasegura. Use: . ./FILE   Its name must end in .ps1 (--secrets-file).   Delete this file after use.',
  isEnvironment: true,
  ignoresCase: true,
  problemOf: noProblem,
  write: (variables) => variables.map(({ name, value }) => `$env:${name} = ${expression(value)}\n`).join(''),
};

function expression(value: string): string {
  if (/^[ -~]*$/.test(value)) return quotePowerShell(value);
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `[regex]::Unescape(${quotePowerShell(escaped)})`;
}

function quotePowerShell(ascii: string): string {
  return `'${ascii.replaceAll("'", "''")}'`;
}
