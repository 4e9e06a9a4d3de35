import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { commandsThatTouch, expected, manyValues, NASTY_VALUES, variablesOf } from './nasty-values.js';
import { only, POSIX_SHELLS, sourceIn } from './readers/shell.js';
import { withTemporaryPath } from './readers/temporary-path.js';
import { problemsOf, written } from './written.js';
import { each, needs } from '../../../../test/harness/programs.js';

const SECRET = 'trace-me-if-you-can';

each(POSIX_SHELLS).describe('sourced in $name', (shell) => {
  const read = (values: readonly string[], before = ''): void => {
    const variables = variablesOf(values);
    const result = sourceIn(shell, { text: written('linux', variables), before });
    expect({ ...result, environment: undefined }).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
      environment: undefined,
    });
    expect(only(result.environment, expected(variables).keys())).toEqual(expected(variables));
    expect(result.environment.has('senhasegura_options')).toBe(false);
  };

  test.each([[''], ['set -eu'], ['set -a; set -f']])('gives exactly the nasty values after "%s"', (before) => {
    // In parts, because a process can't be started with all of them at once.
    for (let start = 0; start < NASTY_VALUES.length; start += 20) read(NASTY_VALUES.slice(start, start + 20), before);
  });

  test('gives exactly any text', () => {
    fc.assert(
      fc.property(manyValues, (values) => {
        read(values);
      }),
      { numRuns: 25 },
    );
  });

  test('runs nothing that a value says', () => {
    withTemporaryPath((canary) => {
      read(commandsThatTouch(canary));
      expect(existsSync(canary)).toBe(false);
    });
  });

  test.each(['x', 'v', 'xv', 'eux'])('keeps a value out of the trace of set -%s, and goes on tracing', (options) => {
    const text = written('linux', variablesOf([SECRET]));
    const { stderr, environment } = sourceIn(shell, { text: `${text}: after\n`, before: `set -${options}` });
    expect(environment.get('V0')).toBe(SECRET);
    expect(stderr).not.toContain(SECRET);
    expect(stderr).toContain(': after');
  });
});

needs('bash').test('the canary works: the unquoted form of the vendor does run what a value says', () => {
  withTemporaryPath((canary) => {
    const text = `declare -x V0='${commandsThatTouch(canary)[2] ?? ''}'\n`;
    sourceIn({ command: ['bash'] }, { text });
    expect(existsSync(canary)).toBe(true);
  });
});

needs('bash', 'busybox', 'coreutils', 'dash').test('refuses the names that a shell keeps for itself', () => {
  const names = execFileSync('bash', ['--norc', '-c', 'compgen -v'], { encoding: 'utf8' }).trim().split('\n');
  const kept = names.filter((name) => {
    const text = `export ${name}='p q'\n`;
    return POSIX_SHELLS.some((shell) => sourceIn(shell, { text }).environment.get(name) !== 'p q');
  });
  const refused = names.filter((name) => problemsOf('linux', [{ name, value: 'p q' }]).length > 0);
  expect(kept.length).toBeGreaterThan(10);
  expect(refused).toEqual(expect.arrayContaining(kept));
});

test.each(['BASH_COMPAT', 'BASH_XTRACEFD', 'FUNCNAME', 'senhasegura_options'])('refuses %s', (name) => {
  expect(problemsOf('linux', [{ name, value: 'p q' }])).toEqual([
    `${name} can't be written for linux: the shell keeps this name for itself. Give it another name with "> NAME".`,
  ]);
});

test.each(['HOME', 'HOSTNAME', 'USER', 'uid', 'random', 'history', 'status'])('does not refuse %s', (name) => {
  expect(problemsOf('linux', [{ name, value: 'p q' }])).toEqual([]);
});

test.each(['gitlab', 'bitbucket', 'jenkins'] as const)('%s has the file of linux', (tool) => {
  const variables = variablesOf(NASTY_VALUES);
  expect(written(tool, variables)).toBe(written('linux', variables));
});
