import { InputError } from '@senhasegura-action/core/internal';
import { isKeptByPosixShells, quotePosix, untraced } from '@senhasegura-action/job';

/**
 * Shell code that exports the variables, for the job's shell to evaluate: bash, dash, busybox and every other POSIX shell.
 * @throws {InputError} all names that such a shell refuses or fills itself
 */
export function exportCode(variables: ReadonlyMap<string, string>): string {
  const kept = [...variables.keys()].filter(isKeptByPosixShells);
  if (kept.length > 0) {
    throw new InputError(
      kept.map((name) => `The shell keeps the name ${name} for itself. Give the variable another one with "> NAME".`),
    );
  }
  return untraced([...variables].map(([name, value]) => `export ${name}=${quotePosix(value)}`));
}
