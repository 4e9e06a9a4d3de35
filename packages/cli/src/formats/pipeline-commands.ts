import { printLine, quotePosix, untraced } from '@senhasegura-action/job';
import { allMaskForms, type Format, type FormatContext, type ProblemOf, type Variable } from './format.js';
import { posixNameProblem } from './shells.js';

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
      ...allMaskForms(variables, context).map((form) => printLine(`::add-mask::${escapeForRunner(form)}`)),
      ...variables.map((variable) => appendHeredoc(variable, context)),
    ]),
};

/** The escapes of a workflow command's data (actions/runner, ActionCommand). */
function escapeForRunner(data: string): string {
  return data.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function appendHeredoc({ name, value }: Variable, { newDelimiter }: FormatContext): string {
  const delimiter = newDelimiter();
  // It has 122 random bits: a value that holds it was made with a generator that is broken or known.
  if (value.includes(delimiter)) throw new Error(`The new delimiter for ${name} is in its value: it is not random.`);
  const words = [`${name}<<${delimiter}`, value, delimiter].map(quotePosix);
  return `printf '%s\\n' ${words.join(' ')} >>"$GITHUB_ENV"`;
}

/**
 * Azure Pipelines: sourcing the file prints `task.setsecret` for each form of each value, and only then `task.setvariable`. Later
 * steps have the variables as `$(NAME)`; a script gets one with `env: NAME: $(NAME)`.
 * Source: learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands; the agent's Command, CommandStringConvertor,
 * TaskCommandExtension and Variables classes. `setvariable` alone would mask
 * the value but not its other forms, and an agent that refuses it prints the command: so `setsecret` comes first.
 */
export const azureDevOps: Format = {
  comment:
    'Secrets from senhasegura for Azure Pipelines. Use: . ./FILE   Later steps have them. Delete this file after use.',
  isEnvironment: true,
  ignoresCase: true,
  problemOf: agentProblem,
  write: (variables, context) => {
    const masked = variables.map((variable) => ({ ...variable, forms: allMaskForms([variable], context) }));
    const forms = new Set(masked.flatMap((variable) => variable.forms));
    return untraced([
      ...[...forms].map((form) => printLine(`##vso[task.setsecret]${escapeForAgent(form)}`)),
      // What the agent is not told to mask must not become a secret by the back door.
      ...masked.map(({ name, value, forms: { length } }) =>
        printLine(`##vso[task.setvariable variable=${name};issecret=${String(length > 0)}]${escapeForAgent(value)}`),
      ),
    ]);
  },
};

/** The agent refuses a secret of several lines and prints the refused command, secret included. */
function agentProblem({ value }: Parameters<ProblemOf>[0]): string | undefined {
  if (/[\r\n]/.test(value)) {
    return 'the value has several lines, and the agent refuses such a secret. Use "> file:PATH", or store it as base64 in the vault.';
  }
  if (hasMacro(value)) {
    return 'the value has a "$(...)" in it, which the agent can replace by a variable. Use "> file:PATH", or store it as base64 in the vault.';
  }
  return undefined;
}

/** The agent expands `$(name)` in the values of variables before each step. One search each: a pattern would take minutes for a long value. */
function hasMacro(value: string): boolean {
  const start = value.search(/\$\((?!\))/);
  return start >= 0 && value.includes(')', start);
}

/** The agent's escapes of a command's data (docs/design/percentEncoding.md). */
function escapeForAgent(data: string): string {
  return data.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/**
 * TeamCity: sourcing the file prints `setParameter` service messages; the build's later steps have the variables. Define
 * `env.NAME` on the build configuration's Parameters page as a password, with any value: TeamCity wants the parameter defined, and
 * hides the values of password parameters. It has no command that masks at run time, and its pages do not say whether the log
 * hides the value in the message itself: where that matters take `linux` and source the file in the step that needs it.
 * Source: jetbrains.com/help/teamcity/service-messages.html ("Escaped Values", "Adding or Changing Build Parameter").
 */
export const teamCity: Format = {
  comment: 'Secrets from senhasegura for TeamCity. Use: . ./FILE   Later steps have them. Delete this file after use.',
  isEnvironment: true,
  ignoresCase: false,
  problemOf: parameterProblem,
  write: (variables) =>
    untraced(
      variables.map(({ name, value }) =>
        printLine(`##teamcity[setParameter name='env.${name}' value='${escapeValue(value)}']`),
      ),
    ),
};

/** TeamCity reads `%name%` in a parameter's value as a reference, and `%%` as one `%`; a single one is itself. */
function parameterProblem({ value }: Parameters<ProblemOf>[0]): string | undefined {
  return /%[^]*%/.test(value)
    ? 'the value has more than one "%", and TeamCity reads what is between them as a reference. Use "> file:PATH", or store it as base64 in the vault.'
    : undefined;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "'": "|'",
  '|': '||',
  '[': '|[',
  ']': '|]',
  '\n': '|n',
  '\r': '|r',
};

/** All but printable ASCII goes as `|0xNNNN` (UTF-16 units): an agent reads a build's output in a charset of its own. */
function escapeValue(value: string): string {
  return value.replaceAll(
    /['|[\]]|[^ -~]/g,
    (unit) => ESCAPES[unit] ?? `|0x${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * CircleCI: sourcing the file adds `export` lines to the file that `BASH_ENV` names. Every later step is a bash that sources it;
 * in the same step use `. "$BASH_ENV"` (circleci.com/docs/guides/security/env-vars, "Parameters and Bash environment").
 * CircleCI can't mask at run time: it masks only project and context variables.
 */
export const circleCI: Format = {
  comment: 'Secrets from senhasegura for CircleCI. Use: . ./FILE   Later steps have them. Delete this file after use.',
  isEnvironment: true,
  ignoresCase: false,
  problemOf: posixNameProblem,
  write: (variables) =>
    untraced([
      ': "${BASH_ENV:?is missing: this file is for a CircleCI step}"',
      ...variables.map(({ name, value }) => `${printLine(`export ${name}=${quotePosix(value)}`)} >>"$BASH_ENV"`),
    ]),
};
