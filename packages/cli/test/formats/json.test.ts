import fc from 'fast-check';
import { NASTY_VALUES, variablesOf } from './nasty-values.js';
import { written } from './written.js';

const entries = (text: string): [string, unknown][] => Object.entries(JSON.parse(text) as Record<string, unknown>);

test('holds every text, zero bytes and lone surrogates too, in order', () => {
  const values = [...NASTY_VALUES, '\0', '\ud800', 'x'.repeat(300_000)];
  const variables = variablesOf(values).reverse();
  expect(entries(written('json', variables))).toEqual(variables.map(({ name, value }) => [name, value]));
});

test('holds any text', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (values) => {
      const variables = variablesOf(values);
      expect(entries(written('json', variables))).toEqual(variables.map(({ name, value }) => [name, value]));
    }),
  );
});

test('has a member even for __proto__', () => {
  expect(entries(written('json', [{ name: '__proto__', value: 'x' }]))).toEqual([['__proto__', 'x']]);
});
