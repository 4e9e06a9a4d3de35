import { parseEnv } from 'node:util';
import { parse } from 'dotenv';
import fc from 'fast-check';
import { environmentText, expected, NASTY_VALUES, variablesOf } from './nasty-values.js';
import { COMPOSE, PYTHON, readDotenv } from './readers/dotenv-rules.js';
import { holdable, problemsOf, written } from './written.js';

const mapOf = (values: Readonly<NodeJS.Dict<string>>): Map<string, string> =>
  new Map(Object.entries(values).map(([name, value]) => [name, value ?? '']));

const READERS: readonly (readonly [name: string, read: (text: string) => Map<string, string>])[] = [
  ['dotenv', (text) => mapOf(parse(text))],
  ['dotenv, fast', (text) => mapOf(parse(text, { fast: true }))],
  ['node --env-file', (text) => mapOf(parseEnv(text))],
  ['Docker Compose', (text) => readDotenv(text, COMPOSE)],
  ['python-dotenv', (text) => readDotenv(text, PYTHON)],
];

describe.each(READERS)('%s', (_, read) => {
  const roundTrip = (values: readonly string[]): void => {
    const variables = holdable('dotenv', variablesOf(values));
    expect(read(written('dotenv', variables))).toEqual(expected(variables));
  };

  test('gets exactly the nasty values that can be held', () => {
    roundTrip(NASTY_VALUES);
  });

  test('gets exactly any text that can be held', () => {
    fc.assert(fc.property(fc.array(environmentText), roundTrip), { numRuns: 500 });
  });
});

test.each([
  'plain-Value_1.2/3',
  'two words',
  "it's",
  '"quoted"',
  '$HOME',
  '$(id)',
  'C:\\new',
  'a #comment',
  'two\nlines\n',
  'é 漢字 🔑',
])('%j can be held', (value) => {
  expect(problemsOf('dotenv', variablesOf([value]))).toEqual([]);
});

test.each(['carriage\rreturn', '${HOME}', `'"`, "'$x", "'\\", '\\', 'a\\\\b', 'a\\'])('%j is refused', (value) => {
  expect(problemsOf('dotenv', variablesOf([value]))).toEqual([
    expect.stringContaining("V0 can't be written for dotenv: the readers of .env files do not agree"),
  ]);
});
