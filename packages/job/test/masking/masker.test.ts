import { createMasker } from '../../src/masking/masker.js';

test('every value is masked, however many there are, and the short ones are named', () => {
  const masked = new Set<string>();
  const mask = (lines: readonly string[]): void => {
    for (const line of lines) masked.add(line);
  };
  const secrets = Array.from({ length: 1201 }, (_, index) => ({ name: `n${index}`, value: `fake-value-${index}` }));
  const tooShort = createMasker({ mask }, 4).mask([...secrets, { name: 'pin', value: '123' }]);
  expect(secrets.filter(({ value }) => !masked.has(value))).toEqual([]);
  expect(tooShort).toEqual(['pin']);
});

test('nothing to mask prints nothing', () => {
  let calls = 0;
  const masker = createMasker({ mask: () => (calls += 1) }, 4);
  masker.mask([]);
  masker.mask([{ name: 'empty', value: '' }]);
  expect(calls).toBe(0);
});
