import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { InputError } from '@senhasegura-action/core/internal';
import { withoutCommands } from '@senhasegura-action/job';

/** The escapes of a workflow command's data (actions/runner, ActionCommand). */
function escapeData(data: string): string {
  return data.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** `::add-mask::` commands for many texts, as one text to print. */
export function addMaskCommands(lines: readonly string[]): string {
  // One look at all of them: nearly all masks need no escapes, and there can be a hundred thousand.
  const escaped = /[%\r\n]/.test(lines.join('')) ? lines.map(escapeData) : lines;
  return escaped.length === 0 ? '' : `::add-mask::${escaped.join('\n::add-mask::')}\n`;
}

/**
 * Makes a message harmless for the runner's log: names that come from the vault must not start a workflow command. The
 * runner reads `::name::` at the start of a line and `##[name]` anywhere in one, and on some hosts ANSI escapes.
 */
export const harmless = (message: string): string => withoutCommands(message).replaceAll('##[', '## [');

/** A delimiter that nobody can guess: a value that held it could set variables of its own (CVE-2022-35954). */
export type NewDelimiter = () => string;

export const newDelimiter: NewDelimiter = () => randomBytes(16).toString('hex');

/**
 * Entries of GITHUB_ENV, GITHUB_OUTPUT or GITHUB_STATE, each as a heredoc. The runner gives back exactly these bytes, line
 * ends included. One delimiter serves them all: ten thousand need no ten thousand random numbers. On Windows the runner takes CR LF
 * for one line end (EnvFileKeyValuePairs): a value that ends with CR gets both after it, or it would lose its own.
 */
export function keyValueEntries(
  entries: ReadonlyMap<string, string>,
  system: NodeJS.Platform,
  delimiterOf: NewDelimiter = newDelimiter,
): string {
  const delimiter = delimiterOf();
  let text = '';
  for (const [name, value] of entries) {
    if (name.includes(delimiter) || value.includes(delimiter)) return keyValueEntries(entries, system, delimiterOf);
    const end = system === 'win32' && value.endsWith('\r') ? '\r\n' : '\n';
    text += `${name}<<${delimiter}\n${value}${end}${delimiter}\n`;
  }
  return text;
}

/** Appends to the file that the variable names, e.g. GITHUB_ENV, with one write. */
export function appendToCommandFile(variable: string, path: string | undefined, text: string): void {
  if (text === '') return;
  if (path === undefined || path === '') {
    throw new InputError(
      `The variable ${variable} is missing. This action needs the GitHub Actions runner 2.327.1 or later.`,
    );
  }
  appendFileSync(path, text, { encoding: 'utf8' });
}
