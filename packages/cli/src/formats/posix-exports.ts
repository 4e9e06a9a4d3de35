import { quotePosix, untraced } from '@senhasegura-action/job';
import type { Format } from './format.js';
import { posixNameProblem } from './shell-names.js';

/**
 * `export NAME='value'` lines, for bash, dash, busybox and every other POSIX shell. The vendor's CLI writes `declare -x`,
 * which does the same in bash and fails in the others (wire contract, section 3).
 */
export function posixExports(comment: string): Format {
  return {
    comment,
    isEnvironment: true,
    ignoresCase: false,
    problemOf: posixNameProblem,
    write: (variables) => untraced(variables.map(({ name, value }) => `export ${name}=${quotePosix(value)}`)),
  };
}
