import fc from 'fast-check';
import { environmentText, expected, NASTY_VALUES, variablesOf } from './nasty-values.js';
import { readProperties } from './readers/java-properties.js';
import { written } from './written.js';

const inject = (values: readonly string[]): void => {
  const variables = variablesOf(values);
  const text = written('bamboo', variables);
  expect(readProperties(Buffer.from(text))).toEqual(expected(variables));
  // A reader that trims its lines, or that reads another charset, reads the same.
  expect(text).toMatch(/^[ -~\n]*$/);
  expect(text).not.toMatch(/^V\d+= | $/m);
};

test('a Java properties reader gets exactly the nasty values', () => {
  inject(NASTY_VALUES);
});

test('a Java properties reader gets exactly any text', () => {
  fc.assert(fc.property(fc.array(environmentText), inject), { numRuns: 300 });
});

test('plain values stand as they are', () => {
  expect(written('bamboo', [{ name: 'TOKEN', value: "a=b:c #d!'e'" }])).toBe(
    '# Secrets from senhasegura for the Bamboo task "Inject Bamboo variables". Delete this file after use.\n' +
      "TOKEN=a=b:c #d!'e'\n",
  );
});
