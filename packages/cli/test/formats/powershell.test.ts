import fc from 'fast-check';
import { environmentText, expected, NASTY_VALUES, variablesOf } from './nasty-values.js';
import { readAssignments } from './readers/powershell.js';
import { problemsOf, written } from './written.js';

const dotSource = (values: readonly string[]): void => {
  const variables = variablesOf(values);
  const text = written('powershell', variables);
  expect(readAssignments(text)).toEqual(expected(variables));
  // Windows PowerShell 5.1 reads a file without a mark as ANSI.
  expect(text).toMatch(/^[ -~\n]*$/);
};

test('PowerShell gets exactly the nasty values', () => {
  dotSource(NASTY_VALUES);
});

test('PowerShell gets exactly any text', () => {
  fc.assert(fc.property(fc.array(environmentText), dotSource), { numRuns: 300 });
});

test('the curly quotes, which end a string in PowerShell, never stand in the file', () => {
  expect(written('powershell', variablesOf(["a\u2019; 'x'"]))).toContain(
    "\n$env:V0 = [regex]::Unescape('a\\u2019; ''x''')\n",
  );
});

test('says under which name PowerShell takes the file', () => {
  expect(written('powershell', variablesOf(['a']))).toMatch(/^# .*Its name must end in \.ps1/);
});

test('refuses two names that are one variable on Windows', () => {
  const variables = [
    { name: 'Path_1', value: 'a' },
    { name: 'PATH_1', value: 'b' },
  ];
  expect(problemsOf('powershell', variables)).toHaveLength(1);
});
