import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { createPlace } from '../../harness/place.js';
import { REPOSITORY } from '../../harness/repository.js';
import { LONGEST_STEP, pathsBelow, variablesOf } from './host.js';

/**
 * The command line with folders and an environment of its own, and what hosts of it have in common.
 * @param {import('./host.js').Access} access
 * @param {{ readonly but?: string }} [options] A name in the working folder that is not of the program.
 */
export function openCommandLine(access, options = {}) {
  const place = createPlace({});
  const { home, project, runner: temp } = place.folders;
  const more = variablesOf(access, temp);
  return {
    place,
    temp,
    /** @param {readonly string[]} words @param {import('./host.js').End} [end] */
    run: (words, end) =>
      place.run([join(REPOSITORY, 'dist/cli/index.js'), ...words], {
        ...{ timeout: LONGEST_STEP, more },
        ...(end === undefined ? {} : { end }),
      }),
    files: () => [
      ...pathsBelow(temp),
      ...pathsBelow(project, options),
      // The folder for states stays.
      ...pathsBelow(home).filter((path) => lstatSync(join(home, path), { throwIfNoEntry: false })?.isFile() === true),
    ],
    // What the command had, and what sources the file, has ended with it.
    variables: () => 0,
    leaks: place.leaks,
    dispose: place.dispose,
  };
}
