import fc from 'fast-check';
import { nearestWord } from '../../src/errors/message-text.js';

const WORDS = ['optional', 'nomask', 'base64'];

describe('nearestWord', () => {
  test.each([
    ['optinal', 'optional'],
    ['OPTIONAL', 'optional'],
    ['noMasks', 'nomask'],
    ['bse46', undefined],
    ['base6', 'base64'],
    ['', undefined],
    ['x'.repeat(10_000), undefined],
  ])('for %j it is %j', (written, nearest) => {
    expect(nearestWord(written, WORDS)).toBe(nearest);
  });

  test('finds a word again after one character was replaced', () => {
    const word = fc.constantFrom(...WORDS);
    fc.assert(
      fc.property(word, fc.nat(5), fc.constantFrom('q', '!', ' '), (text, at, character) => {
        expect(nearestWord(text.slice(0, at) + character + text.slice(at + 1), WORDS)).toBe(text);
      }),
    );
  });
});
