import fc from 'fast-check';
import { nearestFirst, nearestSentence } from '../../src/vault/nearest-first.js';

test.each([
  ['databse', ['cart', 'DATABASE', 'data'], ['DATABASE', 'data', 'cart']],
  ['caf\u00e9', ['cafes', 'cafe\u0301'], ['cafe\u0301', 'cafes']],
  ['pass', ['plain', 'user', 'password'], ['password', 'plain', 'user']],
  ['x', ['bb', 'aa', 'bb'], ['bb', 'aa']],
  ['x', [], []],
])('for %j', (missing, there, ordered) => {
  expect(nearestFirst(missing, there)).toEqual(ordered);
});

test('whatever there is, all of it stays, and a name that differs in case alone is first', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string({ maxLength: 80 })), (missing, there) => {
      const ordered = nearestFirst(missing, [...there, missing.slice(0, 64)]);
      expect([...ordered].sort()).toEqual([...new Set([...there, missing.slice(0, 64)])].sort());
      expect(ordered[0]?.normalize('NFC').toLowerCase().slice(0, 64)).toBe(
        missing.normalize('NFC').toLowerCase().slice(0, 64),
      );
    }),
  );
});

test('names of any length take no time to speak of', () => {
  const long = 'x'.repeat(1_000_000);
  expect(nearestFirst(long, [`${long}y`, 'y'])).toEqual([`${long}y`, 'y']);
});

test.each([
  ['databse', ['cart', 'DATABASE'], 'Did you mean "DATABASE"?'],
  ['pass', ['user', 'password'], 'Did you mean "password"?'],
  ['billing', ['cart', 'database'], 'The nearest of the 2 that are there is "cart".'],
  ['x', ['bb', 'cc'], 'The nearest of the 2 that are there is "bb".'],
  ['billing', ['cart'], 'There is only "cart".'],
  ['billing', [], ''],
])('for %j of %j it is said: %s', (missing, there, sentence) => {
  expect(nearestSentence(missing, there)).toBe(sentence);
});
