import fc from 'fast-check';
import { decodeBase64 } from '../../src/values/base64.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** RFC 4648 bit by bit. */
function decodeByBits(text: string): Uint8Array | undefined {
  const compact = Array.from(text)
    .filter((c) => !' \t\r\n'.includes(c))
    .join('');
  const end = compact.indexOf('=');
  const body = end < 0 ? compact : compact.slice(0, end);
  const padding = end < 0 ? '' : compact.slice(end);
  if (padding !== '' && padding !== '='.repeat((4 - (body.length % 4)) % 4)) return undefined;
  for (const alphabet of [`${ALPHABET}+/`, `${ALPHABET}-_`]) {
    const values = Array.from(body, (c) => alphabet.indexOf(c));
    if (values.includes(-1)) continue;
    const bits = values.map((value) => value.toString(2).padStart(6, '0')).join('');
    const spare = bits.slice(bits.length - (bits.length % 8));
    if (spare.length >= 6 || spare.includes('1')) return undefined;
    return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
  }
  return undefined;
}

const plain = (bytes: Uint8Array | undefined) => (bytes === undefined ? undefined : [...bytes]);

describe('decodeBase64', () => {
  test.each([
    ['', ''],
    ['Zg==', 'f'],
    ['Zm8=', 'fo'],
    ['Zm9v', 'foo'],
    ['Zm9vYg==', 'foob'],
    ['Zm9vYmE=', 'fooba'],
    ['Zm9vYmFy', 'foobar'],
    ['Zm9vYg', 'foob'],
    [' Zm\r\n9v\tYg\n=\n= ', 'foob'],
  ])('decodes %j as RFC 4648 section 10 has it', (text, decoded) => {
    expect(Buffer.from(decodeBase64(text) ?? 'no').toString()).toBe(decoded);
  });

  test.each([
    'Z',
    'Zg=',
    'Zg===',
    'Zm9v=',
    'Zm9v====',
    'Zg==Zg==',
    '=',
    'Zm9!',
    'Zm.v',
    '+-Zm',
    'Zh==',
    'Zm9=',
    'Zm9v\u00a0',
    'Zm9v\0',
  ])('refuses %j', (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });

  test('decodes what others encoded, in both alphabets, padded and not, on many lines', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.integer({ min: 1, max: 80 }), (bytes, width) => {
        const buffer = Buffer.from(bytes);
        const base64 = buffer.toString('base64');
        const wrapped = base64.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\r\n') ?? '';
        for (const text of [base64, buffer.toString('base64url'), base64.replaceAll('=', ''), wrapped]) {
          expect(plain(decodeBase64(text))).toEqual([...bytes]);
        }
      }),
    );
  });

  test('agrees with a reader that goes bit by bit, about any text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'A Q g w 9 + / - _ = !'.split(' '), ' ', '\n'), maxLength: 9 });
    fc.assert(
      fc.property(text, (written) => {
        expect(plain(decodeBase64(written))).toEqual(plain(decodeByBits(written)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('takes ten megabytes', () => {
    expect(decodeBase64('AAAA'.repeat(2_500_000))).toHaveLength(7_500_000);
  });
});
