import fc from 'fast-check';
import { vendorBase64 } from '../../src/mapping/vendor-base64.js';

/** The contract's rule, read bit by bit. */
function decode(text: string): Uint8Array {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const bits = Array.from(text.replace(/,+$/, ''), (character) => {
    const value = alphabet.indexOf(character);
    if (value < 0) throw new Error(`${character} is not in the alphabet`);
    return value.toString(2).padStart(6, '0');
  }).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

describe('vendorBase64', () => {
  test.each([
    ['', ''],
    ['a', 'YQ,,'],
    ['ab', 'YWI,'],
    ['abc', 'YWJj'],
    ['~~~???', 'fn5-Pz8_'],
  ])('spells %j', (text, spelt) => {
    expect(vendorBase64(text)).toBe(spelt);
  });

  test('gives every text back, padded to four characters, in an alphabet that no form has to escape but the comma', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const spelt = vendorBase64(text);
        expect(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(decode(spelt))).toBe(text);
        expect(spelt.length % 4).toBe(0);
        expect(spelt).toMatch(/^[\w-]*,{0,2}$/);
      }),
    );
  });
});
