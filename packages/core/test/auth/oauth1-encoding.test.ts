import fc from 'fast-check';
import { percentEncode } from '../../src/auth/oauth1-encoding.js';

/** Byte by byte, as RFC 5849 section 3.6 puts it. */
function encodedBytes(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9._~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

describe('percentEncode', () => {
  test.each([
    ['Ladies + Gentlemen', 'Ladies%20%2B%20Gentlemen'],
    ['An encoded string!', 'An%20encoded%20string%21'],
    ['Dogs, Cats & Mice', 'Dogs%2C%20Cats%20%26%20Mice'],
    ['☃', '%E2%98%83'],
    ["!*'();:@&=+$,/?#[]%", '%21%2A%27%28%29%3B%3A%40%26%3D%2B%24%2C%2F%3F%23%5B%5D%25'],
    ['-._~', '-._~'],
    ['\n\0', '%0A%00'],
    ['', ''],
  ])('encodes %j', (text, encoded) => {
    expect(percentEncode(text)).toBe(encoded);
  });

  test('encodes any text byte by byte, lone surrogates as a form does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(percentEncode(text)).toBe(encodedBytes(text));
      }),
    );
    expect(percentEncode('\ud800x')).toBe(encodedBytes('\ud800x'));
    expect(percentEncode('\ud800x')).toBe('%EF%BF%BDx');
  });
});
