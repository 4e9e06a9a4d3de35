import fc from 'fast-check';
import { maskForms, type Masking } from '../../src/masking/mask-forms.js';
import { createMasker, masksOf } from '../../src/masking/masker.js';

/** Base64 of a value alone, without the last character where that has bits of its own only in part. */
const coreOf = (value: string) => btoa(value).replace(/.=+$/u, '');

const tooShort = (maskings: readonly Masking[], values: readonly { readonly name: string }[]) =>
  values.flatMap(({ name }, index) => (maskings[index]?.kind === 'too-short' ? [name] : []));

describe('masksOf', () => {
  test('has the forms of every value, once, the longest first', () => {
    const value = fc.oneof(
      fc.string(),
      fc.uint8Array({ maxLength: 20 }),
      fc.constantFrom('same-value', '["same-value"]'),
    );
    fc.assert(
      fc.property(fc.array(value), fc.integer({ min: 1, max: 10 }), (values, minLength) => {
        const { lines } = masksOf(
          values.map((each, index) => ({ name: `N${index}`, value: each })),
          minLength,
        );
        expect(lines.toSorted()).toEqual([...new Set(values.flatMap((each) => maskForms(each, minLength)))].toSorted());
        const lengths = lines.map((line) => line.length);
        expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
      }),
    );
  });

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

  test('takes ten thousand values', () => {
    const values = Array.from({ length: 10_000 }, (_, index) => ({
      name: `N${index}`,
      value: `fake-secret-${index + 10_000}`,
    }));
    const lines = new Set(masksOf(values, 4).lines);
    expect(values.filter(({ value }) => !lines.has(value) || !lines.has(coreOf(value)))).toEqual([]);
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
