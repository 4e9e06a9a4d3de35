import { type Format, noProblem, type ProblemOf } from './format.js';

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

/** Characters of a line of a batch file that cmd.exe takes (learn.microsoft.com, "Command prompt line string limitation"). */
const LONGEST_LINE = 8_191;

/**
 * cmd.exe: `@set NAME=...` lines, for a file called `.cmd` that a batch file calls. A caret makes each character that cmd.exe would read
 * itself, quotes among them, so that none of them begins or ends quoted text; a percent sign is doubled. `@` keeps the lines
 * from being shown. Delayed expansion, which the file has from whoever calls it, would read `!` and carets once more: where it is
 * on, the file sets nothing and fails. What has no spelling is a problem: line ends, and all but ASCII, which cmd.exe reads in whatever code page
 * the console has. An empty value unsets the variable.
 * Source: learn.microsoft.com/windows-server/administration/windows-commands/set_1 and /setlocal; ss64.com/nt/syntax-esc.html.
 */
export const cmd: Format = {
  comment: undefined,
  isEnvironment: true,
  ignoresCase: true,
  problemOf: batchProblem,
  write: (variables) =>
    [
      '@rem Secrets from senhasegura. Use: call FILE   Its name must end in .cmd (--secrets-file).   Delete this file after use.',
      '@if "!!"=="" (echo Delayed expansion is on, and would change the values: call this file before setlocal EnableDelayedExpansion.>&2& exit /b 1)',
      ...variables.map(({ name, value }) => assignment(name, value)),
      '@exit /b 0',
      '',
    ].join('\r\n'),
};

const assignment = (name: string, value: string): string =>
  `@set ${name}=${value.replaceAll(/[\^&|<>()"]/g, '^$&').replaceAll('%', '%%')}`;

function batchProblem({ name, value }: Parameters<ProblemOf>[0]): string | undefined {
  if (/[\r\n]/.test(value))
    return 'the value has several lines, which no batch file can set. Use powershell, json, or "> path:NAME".';
  if (!/^[ -~\t]*$/.test(value)) {
    return 'the value has other characters than ASCII, which cmd.exe reads by the code page of the console. Use powershell, json, or "> path:NAME".';
  }
  return assignment(name, value).length > LONGEST_LINE
    ? `with it the line would be longer than the ${LONGEST_LINE} characters that cmd.exe reads. Use powershell, json, or "> path:NAME".`
    : undefined;
}
