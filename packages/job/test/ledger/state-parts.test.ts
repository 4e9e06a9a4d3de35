import fc from 'fast-check';
import { CleanupError } from '../../../core/src/errors/senhasegura-error.js';
import { fromStateParts, toStateParts } from '../../src/ledger/state-parts.js';

test('what was cut up comes back, in parts that a process can be started with', () => {
  const texts = fc
    .tuple(fc.stringMatching(/^[ -~]{1,50}$/), fc.nat(9000))
    .map(([text, times]) => text.repeat(times + 1));
  fc.assert(
    fc.property(texts, (text) => {
      const parts = toStateParts(text);
      const lengths = [...parts].map(([name, part]) => `STATE_${name}=${part}`.length);
      expect(Math.max(...lengths)).toBeLessThan(128 * 1024);
      expect(Math.max(...lengths)).toBeLessThan(32_767);
      expect(fromStateParts((name) => parts.get(name) ?? '')).toBe(text);
    }),
    { numRuns: 30 },
  );
});

test('nothing saved is nothing loaded', () => {
  expect(fromStateParts(() => '')).toBeUndefined();
});

test('the longer parts of an older version are read', () => {
  const parts: Readonly<Record<string, string>> = { ledger_parts: '2', ledger_0: 'x'.repeat(100_000), ledger_1: 'y' };
  expect(fromStateParts((name) => parts[name] ?? '')).toBe(`${'x'.repeat(100_000)}y`);
});

test.each([
  ['a billion parts', { ledger_parts: '1000000000' }],
  ['a number that is none', { ledger_parts: '1e9' }],
  ['a part that is not there', { ledger_parts: '2', ledger_0: '{}' }],
  ['a part longer than any that is made', { ledger_parts: '1', ledger_0: 'x'.repeat(100_001) }],
])('%s is refused, whoever set it', (_, variables: Readonly<Record<string, string>>) => {
  expect(() => fromStateParts((name) => variables[name] ?? '')).toThrow(CleanupError);
});
