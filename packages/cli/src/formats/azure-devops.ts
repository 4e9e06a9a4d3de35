import { printLine, untraced } from '@senhasegura-action/job';
import type { Format, ProblemOf } from './format.js';
import { allMaskForms } from './mask-forms.js';

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
  problemOf,
  write: (variables, context) => {
    const masked = variables.map((variable) => ({ ...variable, forms: allMaskForms([variable], context) }));
    const forms = new Set(masked.flatMap((variable) => variable.forms));
    return untraced([
      ...[...forms].map((form) => printLine(`##vso[task.setsecret]${escapeData(form)}`)),
      // What the agent is not told to mask must not become a secret by the back door.
      ...masked.map(({ name, value, forms: { length } }) =>
        printLine(`##vso[task.setvariable variable=${name};issecret=${String(length > 0)}]${escapeData(value)}`),
      ),
    ]);
  },
};

/** The agent refuses a secret of several lines and prints the refused command, secret included. */
function problemOf({ value }: Parameters<ProblemOf>[0]): string | undefined {
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
function escapeData(data: string): string {
  return data.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
