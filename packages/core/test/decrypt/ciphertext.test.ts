import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { ciphertextBlocks, unpadPkcs1 } from '../../src/decrypt/create-decryptor.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** How many bytes a text stands for, by the rules of RFC 4648 section 4; `undefined` when it is not written like that. */
function byteCount(text: string): number | undefined {
  const [, digits = '', padding = ''] = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(text) ?? [];
  if (digits.length + padding.length !== text.length || text.length % 4 !== 0) return undefined;
  // The last digit may hold bits that belong to no byte: they must be zero (section 3.5).
  const spare = ALPHABET.indexOf(digits.at(-1) ?? 'A') % 4 ** padding.length;
  return spare === 0 ? (text.length / 4) * 3 - padding.length : undefined;
}

describe('ciphertextBlocks', () => {
  test.each([1, 2, 5])('cuts %i blocks, in order', (count) => {
    const parts = Array.from({ length: count }, () => randomBytes(256));
    expect(ciphertextBlocks(Buffer.concat(parts).toString('base64'), 256)).toEqual(parts);
  });

  const block = Buffer.alloc(256, 0xfb);
  const text = block.toString('base64');
  test.each([
    ['nothing', ''],
    ['a byte less', block.subarray(1).toString('base64')],
    ['a byte more', Buffer.concat([block, Buffer.of(0)]).toString('base64')],
    ['a block and a half', Buffer.alloc(384).toString('base64')],
    ['no padding', text.replace(/=+$/, '')],
    ['base64 for URLs', block.toString('base64url')],
    ['base64 for URLs, padded', text.replaceAll('+', '-').replaceAll('/', '_')],
    ['a line end after it', `${text}\n`],
    ['a line end within', `${text.slice(0, 76)}\n${text.slice(76)}`],
    ['spaces that make up the length', `    ${text}`],
    ['hexadecimal', block.toString('hex')],
    ['bits that are no part of the bytes', `${text.slice(0, -3)}x==`],
    ['an armoured key', `-----BEGIN KEY-----\n${text}\n-----END KEY-----`],
  ])('%s is no ciphertext', (_, other) => {
    expect(ciphertextBlocks(other, 256)).toBeUndefined();
  });

  test('takes exactly the texts that are strict base64 of whole blocks', () => {
    const alphabet = fc.constantFrom('A', 'B', 'Q', 'a', '0', '+', '/', '=', '-', '_', ' ', '\n');
    const digits = fc.string({ unit: fc.constantFrom('A', 'B', 'Q', 'g', 'w'), minLength: 2, maxLength: 3 });
    const any = fc.oneof(
      fc.string({ unit: alphabet, maxLength: 12 }),
      digits.map((text) => text.padEnd(4, '=')),
      fc.base64String({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 9 }), (candidate, size) => {
        const count = byteCount(candidate);
        const blocks = ciphertextBlocks(candidate, size);
        expect(blocks !== undefined).toBe(count !== undefined && count > 0 && count % size === 0);
        if (blocks !== undefined) expect(Buffer.concat(blocks).toString('base64')).toBe(candidate);
      }),
      { numRuns: 1000 },
    );
  });
});

/** RFC 8017 section 7.2.2 over hexadecimal digits: an independent reader. */
const PADDED = /^0002(?:(?!00)[0-9a-f]{2}){8,}?00((?:[0-9a-f]{2})*)$/;

const bytes = (...values: number[]): Buffer => Buffer.from(values);
const EIGHT = [1, 2, 3, 4, 5, 6, 7, 8];

describe('unpadPkcs1', () => {
  test('finds the message after the padding, zeros in it included', () => {
    expect(unpadPkcs1(bytes(0, 2, ...EIGHT, 0, 65, 0, 66))).toEqual(bytes(65, 0, 66));
    expect(unpadPkcs1(bytes(0, 2, ...EIGHT, 9, 0))).toEqual(bytes());
  });

  test.each([
    ['nothing', []],
    ['a first byte that is not 0', [1, 2, ...EIGHT, 0, 65]],
    ['the block type of signatures', [0, 1, ...EIGHT, 0, 65]],
    ['seven bytes of padding', [0, 2, ...EIGHT.slice(1), 0, 65]],
    ['no padding', [0, 2, 0, 65]],
    ['no end of the padding', [0, 2, ...EIGHT, 65]],
  ])('%s is not padded', (_, values) => {
    expect(unpadPkcs1(bytes(...values))).toBeUndefined();
  });

  test('agrees with a pattern over any bytes', () => {
    const byte = fc.oneof(fc.constantFrom(0, 1, 2), fc.nat(255));
    const body = fc.array(byte, { maxLength: 16 });
    const block = fc.oneof(
      body,
      body.map((rest) => [0, 2, ...rest]),
      body.map((rest) => [0, 2, ...EIGHT, ...rest]),
    );
    fc.assert(
      fc.property(block, (values) => {
        const hex = bytes(...values).toString('hex');
        expect(unpadPkcs1(bytes(...values))?.toString('hex')).toBe(PADDED.exec(hex)?.[1]);
      }),
    );
  });
});
