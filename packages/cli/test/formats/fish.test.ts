import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { commandsThatTouch, expected, manyValues, NASTY_VALUES, variablesOf } from './nasty-values.js';
import { FISH, only, sourceIn } from './readers/shell.js';
import { withTemporaryPath } from './readers/temporary-path.js';
import { problemsOf, written } from './written.js';
import { needs } from '../../../../test/harness/programs.js';

const { test } = needs('fish', 'coreutils');

const read = (variables: ReturnType<typeof variablesOf>): void => {
  const { status, stdout, stderr, environment } = sourceIn(FISH, { text: written('fish', variables) });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(only(environment, expected(variables).keys())).toEqual(expected(variables));
};

test('fish gets exactly the nasty values', () => {
  for (let start = 0; start < NASTY_VALUES.length; start += 20) {
    read(variablesOf(NASTY_VALUES.slice(start, start + 20)));
  }
});

test('fish gets exactly any text', () => {
  fc.assert(
    fc.property(manyValues, (values) => {
      read(variablesOf(values));
    }),
    { numRuns: 25 },
  );
});

test('a name that ends in PATH is no list', () => {
  const variables = [
    { name: 'MYPATH', value: ':a::b c:' },
    { name: 'EMPTY_PATH', value: '' },
  ];
  read(variables);
  const text = `${written('fish', variables)}count $MYPATH $EMPTY_PATH\n`;
  expect(sourceIn(FISH, { text }).stdout).toBe('2\n');
});

test('runs nothing that a value says', () => {
  withTemporaryPath((canary) => {
    read(variablesOf(commandsThatTouch(canary)));
    expect(existsSync(canary)).toBe(false);
  });
});

test('keeps a value out of the trace of fish_trace, and goes on tracing', () => {
  const text = written('fish', variablesOf(['trace-me-if-you-can']));
  const { stderr, environment } = sourceIn(FISH, { text, before: 'set -g fish_trace 1' });
  expect(environment.get('V0')).toBe('trace-me-if-you-can');
  expect(stderr).not.toContain('trace-me-if-you-can');
  expect(stderr).toContain('/usr/bin/env');
});

test('refuses the names that fish keeps for itself', () => {
  const names = execFileSync('fish', ['--no-config', '-c', 'set --names'], { encoding: 'utf8' }).trim().split('\n');
  const kept = names.filter((name) => {
    const text = `set -gx --unpath ${name} 'p q'\n`;
    return sourceIn(FISH, { text }).environment.get(name) !== 'p q';
  });
  const refused = names.filter((name) => problemsOf('fish', [{ name, value: 'p q' }]).length > 0);
  expect(kept.length).toBeGreaterThan(5);
  expect(refused).toEqual(expect.arrayContaining(kept));
});
