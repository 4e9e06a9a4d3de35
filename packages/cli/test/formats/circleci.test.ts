import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { commandsThatTouch, expected, manyValues, NASTY_VALUES, variablesOf } from './nasty-values.js';
import { only, POSIX_SHELLS, sourceIn } from './readers/shell.js';
import { withTemporaryPath } from './readers/temporary-path.js';
import { written } from './written.js';
import { each } from '../../../../test/harness/programs.js';

const EARLIER = "export EARLIER='a step before'\n";

/** The next step is always bash, whatever shell writes for it. */
const WRITERS = POSIX_SHELLS.map((shell) => ({ ...shell, needs: ['bash', ...shell.needs] as const }));

each(WRITERS).describe('sourced in $name', (shell) => {
  /** Sources the file in one step, then starts the bash of the next step, which sources `BASH_ENV` by itself. */
  const nextStep = (values: readonly string[]): void => {
    withTemporaryPath((bashEnv) => {
      writeFileSync(bashEnv, EARLIER);
      const variables = variablesOf(values);
      const environment = { BASH_ENV: bashEnv };
      const quiet = { status: 0, stdout: '', stderr: '' };
      expect(sourceIn(shell, { text: written('circleci', variables), environment })).toMatchObject(quiet);
      const step = sourceIn({ command: ['bash'] }, { text: '', environment });
      expect(step).toMatchObject(quiet);
      expect(only(step.environment, ['EARLIER', ...expected(variables).keys()])).toEqual(
        new Map([['EARLIER', 'a step before'], ...expected(variables)]),
      );
      expect(readFileSync(bashEnv, 'utf8').startsWith(EARLIER)).toBe(true);
    });
  };

  test('gives the next step exactly the nasty values', () => {
    for (let start = 0; start < NASTY_VALUES.length; start += 20) nextStep(NASTY_VALUES.slice(start, start + 20));
  });

  test('gives the next step exactly any text', () => {
    fc.assert(fc.property(manyValues, nextStep), { numRuns: 10 });
  });

  test('runs nothing that a value says, neither now nor in the next step', () => {
    withTemporaryPath((canary) => {
      nextStep(commandsThatTouch(canary));
      expect(existsSync(canary)).toBe(false);
    });
  });

  test('fails with a sentence where there is no BASH_ENV', () => {
    const { status, stderr } = sourceIn(shell, { text: written('circleci', variablesOf(['a'])) });
    expect(status).not.toBe(0);
    expect(stderr).toContain('BASH_ENV: is missing: this file is for a CircleCI step');
  });
});
