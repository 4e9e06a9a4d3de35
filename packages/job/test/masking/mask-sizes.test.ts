import { maskForms } from '../../src/masking/mask-forms.js';
import { coreOf, MIN } from './spellings.js';

describe('sizes', () => {
  test('a line of a megabyte is masked as it stands, without encodings', () => {
    const value = 'x'.repeat(1_000_000);
    expect(maskForms(value, MIN)).toEqual([value]);
  });

  test('every line of a value of a megabyte is masked', () => {
    const lines = Array.from({ length: 140_000 }, (_, index) => String(100_000 + index));
    const forms = new Set(maskForms(lines.join('\n'), MIN));
    expect(lines.filter((line) => !forms.has(line))).toEqual([]);
  });

  test('every leaf of a huge document is masked, and no depth overflows the stack', () => {
    const leaves = Array.from({ length: 130_000 }, (_, index) => `k${index + 1000}x`);
    const wide = new Set(maskForms(JSON.stringify(leaves), MIN));
    expect(leaves.filter((leaf) => !wide.has(leaf))).toEqual([]);
    const deep = maskForms(`${'{"a":['.repeat(200_000)}"inner-s3cret"${']}'.repeat(200_000)}`, MIN);
    expect(deep).toContain('inner-s3cret');
    expect(deep).toContain(coreOf('inner-s3cret'));
    expect(maskForms(`${'['.repeat(1_000_000)}x`, MIN)).toHaveLength(1);
  });

  test('a value of the largest size that an environment variable holds is masked encoded', () => {
    const value = 'é'.repeat(64 * 1024);
    const forms = new Set(maskForms(value, MIN));
    expect(forms.has(coreOf(value))).toBe(true);
    expect(forms.has(encodeURIComponent(value))).toBe(true);
  });
});

test('of a document with more fields than are looked at, ordinary lines are masked behind them', () => {
  const line = (index: number) => `password_${index}: horse`;
  const text = Array.from({ length: 200_001 }, (_, index) => line(index)).join('\n');
  expect(new Set(maskForms(text, 4)).has(line(200_000))).toBe(true);
});
