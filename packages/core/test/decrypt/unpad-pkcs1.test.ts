import fc from 'fast-check';
import { unpadPkcs1 } from '../../src/decrypt/unpad-pkcs1.js';

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
