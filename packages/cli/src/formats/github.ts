import { printLine, quotePosix, untraced } from '@senhasegura-action/job';
import type { Format, FormatContext } from './format.js';
import { allMaskForms } from './mask-forms.js';
import type { Variable } from './variable.js';

/**
 * GitHub Actions: sourcing the file prints an `::add-mask::` command for each form of each value, and only then adds the
 * variables to the file that `GITHUB_ENV` names, as heredocs with an unguessable delimiter. Later steps have them, as with the
 * vendor's CLI; the step that sources does not. Its output must reach the runner: redirected, nothing is masked.
 * Source: docs.github.com/actions/reference/workflow-commands-for-github-actions ("Masking a value in a log", "Setting an
 * environment variable"); actions/runner, ActionCommand and FileCommandManager.
 */
export const github: Format = {
  comment:
    'Secrets from senhasegura for GitHub Actions. Use: . ./FILE   Later steps have them. Delete this file after use.',
  isEnvironment: true,
  ignoresCase: false,
  problemOf: () => undefined,
  write: (variables, context) =>
    untraced([
      ': "${GITHUB_ENV:?is missing: this file is for a GitHub Actions step}"',
      ...allMaskForms(variables, context).map((form) => printLine(`::add-mask::${escapeData(form)}`)),
      ...variables.map((variable) => appendHeredoc(variable, context)),
    ]),
};

/** The escapes of a workflow command's data (actions/runner, ActionCommand). */
function escapeData(data: string): string {
  return data.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function appendHeredoc({ name, value }: Variable, { newDelimiter }: FormatContext): string {
  const delimiter = newDelimiter();
  // It has 122 random bits: a value that holds it was made with a generator that is broken or known.
  if (value.includes(delimiter)) throw new Error(`The new delimiter for ${name} is in its value: it is not random.`);
  const words = [`${name}<<${delimiter}`, value, delimiter].map(quotePosix);
  return `printf '%s\\n' ${words.join(' ')} >>"$GITHUB_ENV"`;
}
