import { type Format, noProblem, type ProblemOf } from './format.js';

/**
 * A `.env` file that the common readers read alike: `dotenv` and `node --env-file` (JavaScript), `python-dotenv`, Docker Compose.
 * They agree on plain text without quotes, on nearly all text in single quotes, and on text in double quotes that has no escape
 * and no `$`. What has no common form is a problem:
 * - a carriage return (made a line feed by some);
 * - `${...}` (python-dotenv expands it even within single quotes);
 * - a single quote together with `"`, `$` or a backslash; a backslash at the end or before another one.
 * Source: github.com/motdotla/dotenv, github.com/theskumar/python-dotenv (parser.py, variables.py), compose-spec/compose-go
 * (dotenv/parser.go), nodejs.org/api/environment_variables.html.
 */
export const dotenv: Format = {
  comment: 'Secrets from senhasegura, for readers of .env files. Delete this file after use.',
  isEnvironment: true,
  ignoresCase: false,
  problemOf,
  write: (variables) => variables.map(({ name, value }) => `${name}=${quotesOf(value)}\n`).join(''),
};

const PLAIN = /^[A-Za-z0-9_./:@%+,=-]*$/;
const SINGLE_QUOTED = /^(?:[^'\\\r]|\\(?![\\']|$))*$/;
const DOUBLE_QUOTED = /^[^"\\$\r]*$/;

function problemOf({ value }: Parameters<ProblemOf>[0]): string | undefined {
  const canBeWritten = SINGLE_QUOTED.test(value) || DOUBLE_QUOTED.test(value);
  return canBeWritten && !hasExpansion(value)
    ? undefined
    : 'the readers of .env files do not agree on any spelling of this value. Use another tool name, such as json, or store it as base64 in the vault.';
}

/** Two searches, because a pattern would take minutes for a long value. */
function hasExpansion(value: string): boolean {
  const start = value.indexOf('${');
  return start >= 0 && value.includes('}', start);
}

function quotesOf(value: string): string {
  if (PLAIN.test(value)) return value;
  return SINGLE_QUOTED.test(value) ? `'${value}'` : `"${value}"`;
}

/**
 * Bamboo: `NAME=value` lines for the task "Inject Bamboo variables", which reads the file as Java properties and gives later tasks
 * `$bamboo_NAMESPACE_NAME`. Use that variable of the environment: in `${bamboo.NAMESPACE.NAME}` Bamboo puts the value
 * into the script's text, where the shell reads it as code. Bamboo hides in the log only variables with `password`, `secret`,
 * `passphrase` or `sshkey` in their name. Not to be sourced.
 * Source: confluence.atlassian.com/bamboo/configuring-a-variables-task-687213475.html and
 * /bamkb/how-to-use-backslashes-in-injected-variables-917965790.html; the format: java.util.Properties.load.
 */
export const bamboo: Format = {
  comment: 'Secrets from senhasegura for the Bamboo task "Inject Bamboo variables". Delete this file after use.',
  isEnvironment: true,
  ignoresCase: false,
  problemOf: noProblem,
  write: (variables) => variables.map(({ name, value }) => `${name}=${escapeProperty(value)}\n`).join(''),
};

/** Doubles backslashes; a space at either end and all but printable ASCII becomes `\uNNNN`: no charset and no trimming matters then. */
function escapeProperty(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll(/^ | $|[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** One JSON object (RFC 8259), a member per variable, in their order. It holds every value there is, zero bytes and lone surrogates included. */
export const json: Format = {
  comment: undefined,
  isEnvironment: false,
  ignoresCase: false,
  problemOf: noProblem,
  // fromEntries makes `__proto__` a member like any other.
  write: (variables) =>
    `${JSON.stringify(Object.fromEntries(variables.map(({ name, value }) => [name, value])), undefined, 2)}\n`,
};
