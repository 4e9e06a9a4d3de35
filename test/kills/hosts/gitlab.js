import { join } from 'node:path';
import { componentScripts } from '../../gitlab/support/component-script.js';
import { createPlace } from '../../harness/place.js';
import { REPOSITORY } from '../../harness/repository.js';
import { countReplacements, LONGEST_STEP, pathsBelow, variablesOf } from './host.js';

const BUNDLE = join(REPOSITORY, 'dist/gitlab/index.js');
const JOB_ID = '1';

/**
 * The component's script. What is killed is the program itself, which is what the kernel kills when memory is short; the clean-up
 * is the `after_script` of the template, in a shell of its own.
 * @param {import('./host.js').Access} access @returns {import('./host.js').Host}
 */
export function openGitLab(access) {
  const place = createPlace({
    ...{ CI_JOB_ID: JOB_ID, CI_PROJECT_DIR: 'project', RUNNER_TEMP_PROJECT_DIR: 'runner', SENHASEGURA_CLI: BUNDLE },
    ...variablesOf(access, ''),
  });
  const temp = place.folders.runner;
  let code = '';
  /** @param {'bring' | 'take-back'} verb @param {import('./host.js').End} [end] */
  const run = (verb, end) => {
    code = '';
    return place.run([BUNDLE, 'gitlab', verb], {
      timeout: LONGEST_STEP,
      ...(end === undefined ? {} : { end }),
      onText: (stream, text) => {
        if (stream === 'stdout') code += text;
      },
    });
  };
  return {
    temp,
    runMain: (end) => run('bring', end),
    breakPost: (end) => run('take-back', end),
    runPost: () => place.run(['-c', componentScripts().after], { file: '/bin/sh', timeout: LONGEST_STEP }),
    watch: () => {
      const ledgers = countReplacements(() => join(temp, `sg-${JOB_ID}`, 'ledger'));
      return () => ({
        ...{ ledgers: ledgers(), environment: code, outputs: '', summary: '' },
        files: pathsBelow(temp),
      });
    },
    files: () => pathsBelow(temp),
    // The shell that was to have them has ended with the program.
    variables: () => 0,
    leaks: place.leaks,
    dispose: place.dispose,
  };
}
