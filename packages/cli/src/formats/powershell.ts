import { type Format, noProblem } from './format.js';

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
  if (/^[ -~]*$/.test(value)) return quote(value);
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `[regex]::Unescape(${quote(escaped)})`;
}

function quote(ascii: string): string {
  return `'${ascii.replaceAll("'", "''")}'`;
}
