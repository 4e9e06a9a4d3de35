import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Environment, InputError } from '@senhasegura-action/core/internal';

/** Where a job keeps its ledger, its files and a downloaded bundle: the same place for all of its scripts. */
export interface JobFolder {
  /** Absolute. */
  readonly path: string;
  /** A folder around it that is ours as well, where it does not lie in the runner's. */
  readonly parent: string | undefined;
}

/**
 * Beside the project and never in it: below the runner's temporary folder or, where the runner names none, below a folder of
 * this user's in /tmp. Not below TMPDIR, which a script may set for itself: then `after_script` would look elsewhere. Nor below a
 * path that is not absolute: runners without a folder of their own (ssh, instance, VirtualBox, Parallels) give the text `$PWD/...`,
 * dollar sign and all, which means another place in each working folder. The component's template has the same rule for the
 * bundle that it downloads.
 * @throws {InputError} outside of a GitLab job, and for a folder inside the project
 */
export function jobFolder(environment: Environment, uid: number | undefined): JobFolder {
  const id = environment.CI_JOB_ID ?? '';
  if (!/^[0-9]{1,20}$/.test(id)) {
    throw new InputError(
      'The variable CI_JOB_ID is missing or no number: this command runs inside a GitLab CI/CD job.',
    );
  }
  const ofRunner = environment.RUNNER_TEMP_PROJECT_DIR ?? '';
  const parent = isAbsolute(ofRunner) ? undefined : `/tmp/senhasegura-${uid ?? 'user'}`;
  // Short, because the address of an ssh-agent's socket below it has 103 bytes at most.
  const path = join(resolve(parent ?? ofRunner), `sg-${id}`);
  const project = environment.CI_PROJECT_DIR ?? '';
  if (project !== '' && isInside(path, resolve(project))) {
    throw new InputError(
      'RUNNER_TEMP_PROJECT_DIR lies inside the project, where artifacts and caches would pick secrets up. Let the runner set it.',
    );
  }
  return { path, parent };
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
