import type { Masking } from '../../src/masking/mask-forms.js';
import { createMasker, masksOf } from '../../src/masking/masker.js';

const tooShort = (maskings: readonly Masking[], values: readonly { readonly name: string }[]) =>
  values.flatMap(({ name }, index) => (maskings[index]?.kind === 'too-short' ? [name] : []));

describe('masksOf', () => {
  test('names the values that are too short to be masked, and no empty ones', () => {
    const values = [
      { name: 'PIN', value: '123' },
      { name: 'EMPTY', value: '' },
      { name: 'NO_BYTES', value: new Uint8Array(0) },
      { name: 'LONG', value: '1234' },
      { name: 'PADDED', value: ' 123 ' },
      { name: 'SHORT_LINES', value: 'ab\ncd\nef' },
      { name: 'MIXED', value: 'ab\nlong line' },
      { name: 'BYTES', value: Uint8Array.from([255, 254]) },
    ];
    expect(tooShort(masksOf(values, 4).maskings, values)).toEqual(['PIN', 'PADDED', 'SHORT_LINES', 'BYTES']);
  });

  test('never masks the empty text', () => {
    expect(masksOf([{ name: 'A', value: '\n' }], 0).lines).not.toContain('');
  });
});

test('every value is masked, however many there are, and the short ones are named', () => {
  const masked = new Set<string>();
  const mask = (lines: readonly string[]): void => {
    for (const line of lines) masked.add(line);
  };
  const secrets = Array.from({ length: 1201 }, (_, index) => ({ name: `n${index}`, value: `fake-value-${index}` }));
  const all = [...secrets, { name: 'pin', value: '123' }];
  const maskings = createMasker({ mask }, 4).mask(all);
  expect(secrets.filter(({ value }) => !masked.has(value))).toEqual([]);
  expect(tooShort(maskings, all)).toEqual(['pin']);
});

test('nothing to mask prints nothing', () => {
  let calls = 0;
  const masker = createMasker({ mask: () => (calls += 1) }, 4);
  masker.mask([]);
  masker.mask([{ name: 'empty', value: '' }]);
  expect(calls).toBe(0);
});

test('a platform gets its masks in batches: of five hundred values, and fifty thousand at a time', () => {
  const sizes: number[] = [];
  const masker = createMasker({ mask: (lines) => sizes.push(lines.length) }, 4);
  masker.mask(Array.from({ length: 501 }, (_, index) => ({ name: 'n', value: `fake+${index}` })));
  const ofBatches = sizes.splice(0);
  expect(ofBatches).toHaveLength(2);
  expect(ofBatches[0]).toBeGreaterThan(200 * (ofBatches[1] ?? 0));
  const lines = Array.from({ length: 60_000 }, (_, index) => `s3cret${index}q`);
  masker.mask([{ name: 'n', value: lines.join('\n') }]);
  expect(sizes[0]).toBe(50_000);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThanOrEqual(60_000);
});
