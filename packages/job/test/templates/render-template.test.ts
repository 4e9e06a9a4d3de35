import { type Fetched, InputError, parseTemplate, type SecretValue } from '@senhasegura-action/core/internal';
import { renderTemplate } from '../../src/templates/render-template.js';

function templateOf(text: string) {
  const reading = parseTemplate(text, 'app.conf');
  if ('problems' in reading) throw new Error(reading.problems.join('\n'));
  return reading.ok;
}

/** Each placeholder's values, in their order. */
function render(text: string, values: readonly (readonly SecretValue[])[], onConflict: 'error' | 'last' = 'error') {
  const template = templateOf(text);
  const placeholders = template.filter((part) => typeof part !== 'string');
  const fetched = placeholders.flatMap(({ selection }, index): Fetched[] =>
    (values[index] ?? []).map((value) => ({ selection, reference: 'dsm:a#b', id: 'a', field: 'b', value })),
  );
  return renderTemplate(template, fetched, { onConflict });
}

function problemsOf(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

test('each value stands in its place, byte for byte, or escaped', () => {
  expect(render('a={{ dsm:a#b }}\r\nb={{ dsm:a#b | as=json }};', [['{{ x }}\n'], ['q"']])).toBe(
    'a={{ x }}\n\r\nb="q\\"";',
  );
});

test('what is optional and missing leaves nothing', () => {
  expect(render('<{{ dsm:a#b | optional }}>', [[]])).toBe('<>');
});

test('one field twice: the same value, or the later one where that is to win', () => {
  expect(render('{{ dsm:a#b }}', [['x', 'x']])).toBe('x');
  expect(render('{{ dsm:a#b }}', [['x', 'y']], 'last')).toBe('y');
  expect(problemsOf(() => render('{{ dsm:a#b }}', [['x', 'y']]))).toEqual([
    expect.stringMatching(/^app\.conf:1:1: dsm:a#b: the value is there twice/),
  ]);
});

test('what is no text is a problem, and all are told, without the values', () => {
  const text = '{{ dsm:a#b }}\n{{ dsm:a#b }}\n{{ dsm:a#b | as=shell }}';
  const problems = problemsOf(() => render(text, [[Buffer.from([0xff])], ['half \ud800'], ['zero \0']]));
  expect(problems).toEqual([
    expect.stringMatching(/^app\.conf:1:1: .*binary/),
    expect.stringMatching(/^app\.conf:2:1: .*surrogate/),
    expect.stringMatching(/^app\.conf:3:1: .*zero byte/),
  ]);
  expect(problems.join()).not.toMatch(/half \\?u?d800|zero \0/);
  expect(render('{{ dsm:a#b | as=json }}', [['\ud800']])).toBe('"\\ud800"');
});
