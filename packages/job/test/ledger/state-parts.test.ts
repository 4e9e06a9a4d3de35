import fc from 'fast-check';
import { fromStateParts, toStateParts } from '../../src/ledger/state-parts.js';

test('what was cut up comes back, in parts that a process can be started with', () => {
  const texts = fc
    .tuple(fc.stringMatching(/^[ -~]{1,50}$/), fc.nat(9000))
    .map(([text, times]) => text.repeat(times + 1));
  fc.assert(
    fc.property(texts, (text) => {
      const parts = toStateParts(text);
      expect(Math.max(...[...parts.values()].map((part) => part.length))).toBeLessThan(128 * 1024);
      expect(fromStateParts((name) => parts.get(name) ?? '')).toBe(text);
    }),
    { numRuns: 30 },
  );
});

test('nothing saved is nothing loaded', () => {
  expect(fromStateParts(() => '')).toBeUndefined();
});
