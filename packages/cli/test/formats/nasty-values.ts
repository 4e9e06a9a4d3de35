import fc from 'fast-check';
import type { Variable } from '../../src/formats/format.js';

/** Values that have broken somebody's file: quotes, expansions, line ends, escapes of every format, the very long. */
export const NASTY_VALUES: readonly string[] = [
  '',
  ' ',
  ' both ends ',
  '\ttab\t',
  'plain-Value_1.2/3',
  "it's",
  "'",
  "''",
  "'\\''",
  '"',
  '"double" and \'single\'',
  '\\',
  '\\\\',
  "\\'",
  'ends with \\',
  'C:\\new\\table\\u0041',
  '\\n\\r\\t\\x41',
  '$HOME',
  '${HOME}',
  '$(id)',
  '$$',
  '`id`',
  '!history!',
  '!!',
  '#comment',
  'a #comment',
  '-n',
  '-e \\n',
  '--',
  '=',
  'A=B',
  '%s %d %n %%',
  '%25 %0A %0D %AZP25 %3B %5D',
  '100%',
  'a%%b',
  '|n|r|||[|]|0x0041',
  '##vso[task.complete result=Failed;]',
  '::stop-commands::x',
  "##teamcity[setParameter name='a' value='b']",
  '; exit 7',
  '& exit 7',
  '> /dev/null',
  '{a,b}',
  '*',
  '~',
  '[a-z]?',
  'two\nlines',
  'ends with a line feed\n',
  '\n',
  '\n\n',
  'carriage\rreturn',
  'windows\r\nline\r\n',
  'EOF\nX<<EOF\ny\nEOF',
  '-----BEGIN FAKE KEY-----\nQUJD\nREVG\n-----END FAKE KEY-----\n',
  '{"json": ["\\"", null]}',
  'é ß 漢字 🔑 \u{10ffff}',
  '\u2018curly\u2019 \u201Alow\u201B \u201Cdouble\u201D',
  '\u0085\u2028\u2029\u00a0\ufeff',
  '\u0001\u0007\b\v\f\u001b[31m\u007f',
  '\ufdd0\ufdd1\uf600\uf6ff\ue000',
  'x'.repeat(100_000),
  "'".repeat(20_000),
  '\n'.repeat(20_000),
  'ü\\$`"\''.repeat(1_000),
  '$('.repeat(10_000),
  '${'.repeat(10_000),
  `${' '.repeat(40_000)}x${' '.repeat(40_000)}`,
];

/** A value for each way to start a command, which would create the file `canary`. */
export const commandsThatTouch = (canary: string): string[] => {
  const touch = `touch ${canary}`;
  return [
    `$(${touch})`,
    `\`${touch}\``,
    `'; ${touch}; '`,
    `"; ${touch}; "`,
    `'\n${touch}\n'`,
    `"\n${touch}\n"`,
    `\n${touch}\n`,
    `\r\n${touch}\r\n`,
    `\\'; ${touch}; #`,
    `'$(${touch})'`,
    `(${touch})`,
    `'; (${touch}); '`,
    `x' >/dev/null; ${touch}; echo '`,
  ];
};

const special = fc.string({
  unit: fc.constantFrom(...Array.from(`'"\\$\`!%#|[]{}()<>;&*?~= \t\n\raN0x-é\u2019🔑`)),
  maxLength: 30,
});
const anything = fc.string({ unit: 'binary', maxLength: 60 }).filter((text) => !text.includes('\0'));

/** Text that an environment can hold. */
export const environmentText = fc.oneof(special, anything);

/** Several values for one file: starting a shell costs more than reading a value. */
export const manyValues = fc.array(environmentText, { maxLength: 40 });

/** Variables V0, V1, ... of these values. */
export const variablesOf = (values: readonly string[]): Variable[] =>
  values.map((value, index) => ({ name: `V${index}`, value }));

/** The same as a plain map, for comparison. */
export const expected = (variables: readonly Variable[]): Map<string, string> =>
  new Map(variables.map(({ name, value }) => [name, value]));
