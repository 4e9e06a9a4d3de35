import { createByteForms } from '../../src/masking/byte-forms.js';
import { expectedOf, formsOf } from './byte-spellings.js';

const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 89 + 7) % 256);
const pieces = (text: string, width: number) =>
  Array.from({ length: Math.ceil(text.length / width) }, (_, index) => text.slice(index * width, (index + 1) * width));

test.each([
  ...['', 'a', 'ab', 'abc', 'abcd', 'abcde', 'abcdef', 'é', '日本語', 'a\x7f\x80b', '~~~???'],
  ...[0, 1, 2, 3, 4, 5, 29, 30].map(bytes),
])('%j has the forms that an encoder of that value alone gives', (value) => {
  expect(formsOf([value])).toEqual(new Set(expectedOf(value)));
});

test('of a value of three bytes base64 is whole, and of a longer one what no neighbour changes', () => {
  expect(formsOf(['abc'])).toEqual(new Set(['YWJj', '616263']));
  expect(formsOf(['ab'])).toEqual(new Set(['YWI', '6162']));
  expect(formsOf(['abcd'])).toEqual(new Set(['YWJjZ', 'FiY2', 'hYmNk', '61626364']));
  expect(formsOf(['jklm'])).toEqual(new Set(['amtsb', 'prbG', 'qa2xt', '6a6b6c6d', '6A6B6C6D']));
});

test('values that are encoded together do not change one another', () => {
  const values = [bytes(4), 'abcdef', bytes(30), 'a', 'é', bytes(7)];
  expect(formsOf(values)).toEqual(new Set(values.flatMap(expectedOf)));
});

describe('broken into lines', () => {
  test.each([48, 49, 50, 57, 58, 59, 100, 200])('%i bytes: base64 after 64 and after 76 characters', (length) => {
    const core = Buffer.from(bytes(length))
      .toString('base64')
      .slice(0, Math.floor((length * 8) / 6));
    const lines = [64, 76].flatMap((width) => (core.length > width ? pieces(core, width) : []));
    const expected = lines.flatMap((line) => [line, line.replaceAll('+', '-').replaceAll('/', '_')]);
    const hex = Buffer.from(bytes(length)).toString('hex');
    const digits = [hex, hex.toUpperCase()].flatMap((text) => pieces(text, 60));
    expect(formsOf([bytes(length)])).toEqual(new Set([...expectedOf(bytes(length)), ...expected, ...digits]));
  });

  test('is no value above sixteen kibibytes', () => {
    const longest = 16 * 1024;
    expect(formsOf([bytes(longest)]).size).toBeGreaterThan(700);
    expect(formsOf([bytes(longest + 1)])).toEqual(new Set(expectedOf(bytes(longest + 1))));
  });
});

test('bytes wait until they are many, and nothing is told twice', () => {
  const forms: string[] = [];
  const { addOf, flush } = createByteForms((form) => forms.push(form));
  const counts = [32_000, 33_535, 1].map((length) => {
    addOf('a'.repeat(length));
    return forms.length;
  });
  flush();
  const all = forms.length;
  flush();
  expect([counts[0], counts[1], (counts[2] ?? 0) > 0, all, forms.length]).toEqual([0, 0, true, counts[2], counts[2]]);
});
