import fc from 'fast-check';
import { parseLoggingCommand } from '../../../test/stand-ins/azure-agent/logging-command.js';
import { loadState, saveState } from '../src/state.js';

/** The environment that the agent gives the post-job part after these commands. */
const after = (commands: string, percents: boolean) =>
  Object.fromEntries(
    commands
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => parseLoggingCommand(line, percents))
      .map((command) => [
        `VSTS_TASKVARIABLE_${command?.properties.get('variable')?.toUpperCase() ?? ''}`,
        command?.data ?? '',
      ]),
  );

test('the post-job part finds what was saved, however percent signs are treated', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~]{1,60}$/), fc.nat(6000), fc.boolean(), (text, times, percents) => {
      const saved = text.repeat(times + 1);
      const environment = after(saveState(saved), percents);
      expect(loadState(environment)).toBe(saved);
      expect(Math.max(...Object.values(environment).map((value) => value.length))).toBeLessThan(128 * 1024 - 100);
    }),
    { numRuns: 30 },
  );
});

test('nothing was saved by a main part that was skipped', () => {
  expect(loadState({ PATH: '/bin' })).toBeUndefined();
});
