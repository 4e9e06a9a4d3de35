import { type Environment, InputError } from '@senhasegura-action/core/internal';
import { type CommandContext, isSwitchedOn } from '../settings/command-context.js';

/**
 * What becomes of a command's output. `redacted`: piped through the redactor. `open`: piped as it is. `terminal`: the command has the
 * terminal itself, for its input too, and this process sees nothing of either.
 */
export type OutputWay = 'redacted' | 'open' | 'terminal';

/**
 * Reads --interactive and --no-redact. Both show secrets to whoever looks, so they are for a person at a terminal: in a job the log is
 * kept, and others read it.
 * @throws {InputError} where there is no terminal, or a CI system runs this
 */
export function outputWay({ invocation, terminal }: Pick<CommandContext, 'invocation' | 'terminal'>): OutputWay {
  const interactive = isSwitchedOn(invocation, 'interactive');
  if (!interactive && !isSwitchedOn(invocation, 'no-redact')) return 'redacted';
  const option = interactive ? '--interactive' : '--no-redact';
  const host = ciSystemIn(terminal.environment);
  const problems = [
    ...(host === undefined ? [] : [`${option} is not for a CI job (${host} is set): its log would show the secrets.`]),
    ...(terminal.isInteractive
      ? []
      : [`${option} is for a person at a terminal: standard input and standard output must be one.`]),
  ];
  if (problems.length > 0) throw new InputError(problems);
  return interactive ? 'terminal' : 'open';
}

/** Variables by which CI systems can be told. `CI=false` is how a person says that there is none. */
const MARKS = ['CI', 'TF_BUILD', 'GITHUB_ACTIONS', 'GITLAB_CI', 'JENKINS_URL', 'TEAMCITY_VERSION'] as const;

function ciSystemIn(environment: Environment): string | undefined {
  return MARKS.find((name) => {
    const value = (environment[name] ?? '').trim();
    return value !== '' && !(name === 'CI' && value.toLowerCase() === 'false');
  });
}
