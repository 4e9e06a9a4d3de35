import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { readKeyValuePairs } from '../../../../test/stand-ins/github-runner/key-value-file.js';
import { formatVariables } from '../../src/formats/format-variables.js';
import { commandsThatTouch, expected, manyValues, NASTY_VALUES, variablesOf } from './nasty-values.js';
import { POSIX_SHELLS, sourceIn } from './readers/shell.js';
import { withTemporaryPath } from './readers/temporary-path.js';
import { maskForms, written } from './written.js';
import { each } from '../../../../test/harness/programs.js';

/** The runner's own reading of a command's data (actions/runner, ActionCommand.UnescapeData). */
const unescapeData = (data: string): string =>
  data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');

function masksIn(stdout: string): string[] {
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      expect(line.startsWith('::add-mask::')).toBe(true);
      return unescapeData(line.slice('::add-mask::'.length));
    });
}

each(POSIX_SHELLS).describe('sourced in $name', (shell) => {
  const nextStep = (values: readonly string[]): void => {
    withTemporaryPath((path) => {
      writeFileSync(path, 'EARLIER=a step before\n');
      const variables = variablesOf(values);
      const environment = { GITHUB_ENV: path };
      const { status, stdout, stderr } = sourceIn(shell, { text: written('github', variables), environment });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const pairs = new Map(readKeyValuePairs(readFileSync(path, 'utf8')));
      expect(pairs).toEqual(new Map([['EARLIER', 'a step before'], ...expected(variables)]));
      const forms = new Set(values.flatMap(maskForms).filter((form) => form !== ''));
      expect(masksIn(stdout)).toEqual([...forms]);
    });
  };

  test('masks each form, then gives the next step exactly the nasty values', () => {
    nextStep(NASTY_VALUES);
  });

  test('masks each form, then gives the next step exactly any text', () => {
    fc.assert(fc.property(manyValues, nextStep), { numRuns: 15 });
  });

  test('runs nothing that a value says', () => {
    withTemporaryPath((canary) => {
      nextStep(commandsThatTouch(canary));
      expect(existsSync(canary)).toBe(false);
    });
  });

  test('fails with a sentence, and prints no mask, where there is no GITHUB_ENV', () => {
    const { status, stdout, stderr } = sourceIn(shell, { text: written('github', variablesOf(['a'])) });
    expect(status).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toContain('GITHUB_ENV: is missing: this file is for a GitHub Actions step');
  });
});

test('masks everything before it sets anything', () => {
  const lines = written('github', variablesOf(['first', 'second'])).split('\n');
  const masks = lines.flatMap((line, index) => (line.includes('::add-mask::') ? [index] : []));
  const sets = lines.flatMap((line, index) => (line.includes('>>"$GITHUB_ENV"') ? [index] : []));
  expect(sets).toHaveLength(2);
  expect(Math.max(...masks)).toBeLessThan(Math.min(...sets));
});

test('takes a new delimiter for each variable, and none that a value holds', () => {
  const delimiters = ['one-1', 'two-2'];
  const context = { newDelimiter: () => delimiters.shift() ?? '', maskForms };
  const formatted = formatVariables('github', variablesOf(['a', 'b']), context);
  expect(formatted).toMatchObject({ ok: true, text: expect.stringMatching(/V0<<one-1[^]*V1<<two-2/) as string });
  const guessable = { newDelimiter: () => 'EOF', maskForms };
  expect(() => formatVariables('github', variablesOf(['x\nEOF\nPATH=/evil']), guessable)).toThrow('is not random');
});
