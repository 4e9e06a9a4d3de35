import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { commandsThatTouch, manyValues, NASTY_VALUES, variablesOf } from './nasty-values.js';
import { POSIX_SHELLS, sourceIn } from './readers/shell.js';
import { readSetParameter } from './readers/teamcity-message.js';
import { withTemporaryPath } from './readers/temporary-path.js';
import { holdable, problemsOf, written } from './written.js';
import { each } from '../../../../test/harness/programs.js';

const canHold = (value: string): boolean => value.split('%').length <= 2;

each(POSIX_SHELLS).describe('sourced in $name', (shell) => {
  const laterSteps = (values: readonly string[]): void => {
    const variables = holdable('teamcity', variablesOf(values));
    const { status, stdout, stderr } = sourceIn(shell, { text: written('teamcity', variables) });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^[ -~\n]*$/);
    const messages = stdout.split('\n').slice(0, -1).map(readSetParameter);
    expect(messages).toEqual(variables.map(({ name, value }) => [`env.${name}`, value]));
  };

  test('sets exactly the nasty values', () => {
    laterSteps(NASTY_VALUES);
  });

  test('sets exactly any text', () => {
    fc.assert(fc.property(manyValues, laterSteps), { numRuns: 15 });
  });

  test('runs nothing that a value says', () => {
    withTemporaryPath((canary) => {
      laterSteps(commandsThatTouch(canary));
      expect(existsSync(canary)).toBe(false);
    });
  });
});

test('refuses what TeamCity could read as a reference, and nothing else', () => {
  for (const variable of variablesOf(NASTY_VALUES)) {
    expect(problemsOf('teamcity', [variable])).toHaveLength(canHold(variable.value) ? 0 : 1);
  }
});
