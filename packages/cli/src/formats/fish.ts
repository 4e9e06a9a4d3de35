import type { Format } from './format.js';
import { fishNameProblem } from './shell-names.js';

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
    ['set -l fish_trace', ...variables.map(({ name, value }) => `set -gx --unpath ${name} ${quote(value)}`), ''].join(
      '\n',
    ),
};

function quote(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
