import fc from 'fast-check';
import { withoutCarets } from '../run-command/cmd-reader.js';
import { expected, NASTY_VALUES, variablesOf } from './nasty-values.js';
import { holdable, problemsOf, written } from './written.js';

const lines = (text: string): readonly string[] => text.split('\r\n');

/** How cmd.exe reads `@set NAME=value` in a batch file: `%%` is a percent sign, then carets and operators. */
function readSets(text: string): ReadonlyMap<string, string> {
  const [, , ...sets] = lines(text).slice(0, -2);
  return new Map(
    sets.map((line): [string, string] => {
      const read = withoutCarets(inBatchFile(line));
      const [, name = '', value = ''] = /^@set ([A-Za-z_]\w*)=(.*)$/.exec(read) ?? [];
      return [name, value];
    }),
  );
}

/** @throws {Error} at a percent sign that would begin a variable or an argument */
function inBatchFile(line: string): string {
  const left = line.replaceAll('%%', '');
  if (left.includes('%')) throw new Error('cmd.exe would put something else here');
  return line.replaceAll('%%', '%');
}

const called = (values: readonly string[]): void => {
  const variables = holdable('cmd', variablesOf(values));
  const text = written('cmd', variables);
  expect(readSets(text)).toEqual(expected(variables));
  expect(text).toMatch(/^[ -~\t\r\n]*$/);
};

test('cmd.exe gets exactly the nasty values that it can hold', () => {
  called(NASTY_VALUES);
  called([
    'a & b',
    '"quoted" & "again',
    '%PATH%',
    '%%',
    '^',
    '^^"',
    '(a)|b>c<d',
    ' spaces at both ends ',
    '/?',
    '',
    'a=b;c,d',
  ]);
});

test('cmd.exe gets exactly any text in ASCII', () => {
  const ascii = fc
    .array(fc.oneof(fc.string(), fc.constantFrom('%', '"', '^', '&', '%A%', '!', '\\')))
    .map((parts) => parts.join(''));
  fc.assert(fc.property(fc.array(ascii), called), { numRuns: 500 });
});

test('values that a batch file can not hold are refused, and the sentence says what can', () => {
  for (const value of ['a\nb', 'a\r', 'ção', 'x'.repeat(8_191), '&'.repeat(4_096)]) {
    expect(problemsOf('cmd', variablesOf([value]))).toEqual([
      expect.stringMatching(/^V0 can't be written for cmd: .*powershell/),
    ]);
  }
  expect(problemsOf('cmd', variablesOf(['x'.repeat(8_000)]))).toEqual([]);
});

test('where delayed expansion is on, nothing is set', () => {
  const [first, second, ...rest] = lines(written('cmd', variablesOf(['a!b!'])));
  expect(first).toMatch(/^@rem .*call FILE.*\.cmd/);
  expect(second).toMatch(/^@if "!!"=="" \(.*exit \/b 1\)$/);
  expect(rest).toEqual(['@set V0=a!b!', '@exit /b 0', '']);
});

test('no line is shown', () => {
  for (const line of lines(written('cmd', variablesOf(['a', 'b']))))
    expect(line === '' || line.startsWith('@')).toBe(true);
});

test('refuses two names that are one variable on Windows', () => {
  const twins = ['Path_1', 'PATH_1'].map((name) => ({ name, value: name }));
  expect(problemsOf('cmd', twins)).toHaveLength(1);
});
