import { printLine, quotePosix, untraced } from '@senhasegura-action/job';
import type { Format } from './format.js';
import { posixNameProblem } from './shell-names.js';

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
