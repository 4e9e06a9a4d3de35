import { type Format, noProblem } from './format.js';

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
