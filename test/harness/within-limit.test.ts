import { withinLimit } from './within-limit.js';

test('what is done in time gives its result', () => {
  expect(withinLimit(() => 7)).toBe(7);
});

test.each([
  [
    'a loop without an end',
    () => {
      for (;;);
    },
  ],
  ['a regular expression that goes back and forth', () => /^(a+)+$/.test(`${'a'.repeat(60)}!`)],
])('%s is ended', (_, work) => {
  expect(() => withinLimit(work, 50)).toThrow('timed out');
});
