import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { formatVariables } from '../../src/formats/format-variables.js';
import { commandsThatTouch, expected, manyValues, NASTY_VALUES, variablesOf } from './nasty-values.js';
import { readLines, readLoggingCommand } from './readers/azure-agent.js';
import { POSIX_SHELLS, sourceIn } from './readers/shell.js';
import { withTemporaryPath } from './readers/temporary-path.js';
import { holdable, maskForms, problemsOf, written } from './written.js';
import { each } from '../../../../test/harness/programs.js';

/** What the agent would refuse or alter. */
const canHold = (value: string): boolean => !/[\r\n]/.test(value) && !/\$\([^)]+\)/.test(value);

each(POSIX_SHELLS).describe('sourced in $name', (shell) => {
  const laterSteps = (values: readonly string[]): void => {
    const variables = holdable('azure-devops', variablesOf(values));
    const { status, stdout, stderr } = sourceIn(shell, { text: written('azure-devops', variables) });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const commands = readLines(stdout).map(readLoggingCommand);
    const secrets = commands.filter((command) => command?.name === 'task.setsecret');
    const forms = new Set(variables.flatMap(({ value }) => maskForms(value)).filter((form) => form !== ''));
    expect(secrets.map((command) => command?.data)).toEqual([...forms]);
    expect(commands.slice(0, secrets.length)).toEqual(secrets);
    const sets = commands.slice(secrets.length);
    expect(sets.every((command) => command?.name === 'task.setvariable')).toBe(true);
    for (const { name, value } of variables) {
      const set = sets.findLast((command) => command?.properties.get('variable') === name);
      expect(set?.properties.get('issecret')).toBe(String(value !== ''));
    }
    const pairs = sets.map((command) => [command?.properties.get('variable'), command?.data] as const);
    expect(new Map(pairs)).toEqual(expected(variables));
  };

  test('registers each form, then sets exactly the nasty values', () => {
    laterSteps(NASTY_VALUES);
  });

  test('registers each form, then sets exactly any text', () => {
    fc.assert(fc.property(manyValues, laterSteps), { numRuns: 15 });
  });

  test('runs nothing that a value says', () => {
    withTemporaryPath((canary) => {
      laterSteps(commandsThatTouch(canary));
      expect(existsSync(canary)).toBe(false);
    });
  });
});

test('refuses what the agent would refuse or alter, and nothing else', () => {
  for (const variable of variablesOf(NASTY_VALUES)) {
    expect(problemsOf('azure-devops', [variable])).toHaveLength(canHold(variable.value) ? 0 : 1);
  }
});

test('says what to do with a value of several lines, and with a macro', () => {
  expect(problemsOf('azure-devops', variablesOf(['a\nb', '$(Build.BuildId)']))).toEqual([
    expect.stringMatching(/^V0 can't be written for azure-devops: the value has several lines.*"> file:PATH"/),
    expect.stringMatching(/^V1 can't be written for azure-devops: the value has a "\$\(\.\.\.\)" in it/),
  ]);
});

test('refuses two names that are one variable to the agent', () => {
  const variables = [
    { name: 'token', value: 'a' },
    { name: 'TOKEN', value: 'b' },
  ];
  expect(problemsOf('azure-devops', variables)).toEqual([
    "TOKEN can't be written for azure-devops: token is there too, and the tool takes both names for one. Give one of them another name.",
  ]);
  expect(problemsOf('linux', variables)).toEqual([]);
});

test('what is not masked is no secret', () => {
  const context = { newDelimiter: () => '', maskForms: (value: string) => (value === 'fake-plain' ? [] : [value]) };
  const formatted = formatVariables('azure-devops', variablesOf(['fake-plain', 'fake-hidden']), context);
  expect(formatted).toMatchObject({
    ok: true,
    text: expect.stringContaining('V0;issecret=false]fake-plain') as string,
  });
  expect(formatted).toMatchObject({ text: expect.stringContaining('V1;issecret=true]fake-hidden') as string });
});
