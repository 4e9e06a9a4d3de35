import fc from 'fast-check';
import { maskForms } from '../../src/masking/mask-forms.js';
import { masksOf } from '../../src/masking/masker.js';

/** Base64 of a value alone, without the last character where that has bits of its own only in part. */
const coreOf = (value: string) => btoa(value).replace(/.=+$/u, '');

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

  test('takes ten thousand values', () => {
    const values = Array.from({ length: 10_000 }, (_, index) => ({
      name: `N${index}`,
      value: `fake-secret-${index + 10_000}`,
    }));
    const lines = new Set(masksOf(values, 4).lines);
    expect(values.filter(({ value }) => !lines.has(value) || !lines.has(coreOf(value)))).toEqual([]);
  });
});
