import fc from 'fast-check';
import { InputError } from '../../../core/src/errors/senhasegura-error.js';
import type { VariableRules } from '../../src/platform.js';
import { planPublications } from '../../src/publish/publication-plan.js';
import { describeDestination } from '../../src/publish/publication.js';
import type { Fetched } from '../../../core/src/fetch/fetch-selections.js';
import { LINUX } from '../systems.js';
import { fetched } from './create-fetched.js';

const KEY = 'first line\nsecond line\n';

const rules = (instead: VariableRules['instead']): VariableRules => ({
  refusal: (text) => (text.includes('\n') ? 'has several lines' : undefined),
  instead,
});

const plan = (values: readonly Fetched[], instead: VariableRules['instead'], onConflict: 'error' | 'last' = 'error') =>
  planPublications(values, { nameCase: 'keep', onConflict, allowNames: new Set() }, '/tmp/job', {
    ...LINUX,
    caseless: { variables: true, outputs: true, files: false },
    variables: rules(instead),
  });

function problems(values: readonly Fetched[], instead: VariableRules['instead']): readonly string[] {
  try {
    plan(values, instead);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe('a value that no variable of the CI system can hold', () => {
  test('goes to a private file, and a note says so', () => {
    const [publication] = plan([fetched('dsm:a#key > KEY', KEY)], 'file');
    expect(publication).toMatchObject({
      destination: { kind: 'private-file', name: 'KEY' },
      fetched: { value: KEY },
      note: 'The value of dsm:a#key has several lines: the variable KEY holds the path of a private file with it.',
    });
  });

  test('is put into base64, in a variable and in an output', () => {
    const publications = plan([fetched('dsm:a#key > KEY', KEY), fetched('dsm:a#key > output:key', KEY)], 'base64');
    expect(publications.map(({ destination }) => describeDestination(destination))).toEqual([
      'variable KEY',
      'output key',
    ]);
    for (const { fetched: value, note } of publications) {
      expect(Buffer.from(value.value as string, 'base64').toString('utf8')).toBe(KEY);
      expect(note).toContain('in base64');
    }
  });

  test('is refused, as an output always when files are asked for', () => {
    const values = [fetched('dsm:a#key > KEY', KEY), fetched('dsm:b#key > output:key', KEY, { line: 2 })];
    const sentence = 'the value has several lines. Use "> path:NAME" or "> file:PATH".';
    expect(problems(values, 'error')).toEqual([
      `Line 1: "dsm:a#key" can't become the variable KEY: ${sentence}`,
      `Line 2: "dsm:b#key" can't become the output key: ${sentence}`,
    ]);
    expect(problems(values, 'file')).toEqual([`Line 2: "dsm:b#key" can't become the output key: ${sentence}`]);
  });

  test('has to fit a variable in base64 as well', () => {
    expect(problems([fetched('dsm:a#key > KEY', `${'x'.repeat(100_000)}\n`)], 'base64')).toEqual([
      expect.stringContaining('the value has 133336 bytes') as string,
    ]);
  });

  test('keeps its name to itself: the deny-list counts for the path too', () => {
    expect(problems([fetched('dsm:a#key > PATH', KEY)], 'file')).toEqual([
      expect.stringContaining('deny-list') as string,
    ]);
  });
});

test('whatever fits stays as it is, files too', () => {
  const lines = fc.string().filter((text) => !text.includes('\n'));
  fc.assert(
    fc.property(lines, fc.constantFrom('file', 'base64', 'error'), (value, instead) => {
      const values = [
        fetched('dsm:a#v > V', value),
        fetched('dsm:a#k > path:K', KEY),
        fetched('dsm:a#k > file:k', KEY),
      ];
      const publications = plan(values, instead);
      expect(publications.map(({ destination: { kind } }) => kind)).toEqual(['variable', 'private-file', 'file']);
      expect(publications.map((publication) => publication.fetched)).toEqual(values);
      expect(publications.map(({ note }) => note)).toEqual([undefined, undefined, undefined]);
    }),
  );
});

describe('names that differ in case alone', () => {
  const values = [fetched('dsm:a#x > db', 'one'), fetched('dsm:b#x > DB', 'two', { line: 2 })];

  test('are one name', () => {
    expect(problems(values, 'error')).toEqual([expect.stringContaining('Lines 1 and 2') as string]);
    expect(plan(values, 'error', 'last').map(({ fetched: { value } }) => value)).toEqual(['two']);
  });

  test('are two for a CI system without such rules', () => {
    const settings = { nameCase: 'keep', onConflict: 'error', allowNames: new Set<string>() } as const;
    expect(planPublications(values, settings, '/tmp/job', LINUX)).toHaveLength(2);
  });
});
