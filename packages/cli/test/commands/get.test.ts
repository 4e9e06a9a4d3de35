import { chosenValues, onlyValue, valuesDocument } from '../../src/commands/get.js';
import { everySecret, fetchedOf } from '../fetched.js';

const ONE = fetchedOf('dsm:a/b#KEY', 'dsm:a/b#KEY', 'fake-one');

describe('values of get', () => {
  test('two values for one field are refused without being quoted, or the later one wins', () => {
    const two = [ONE, { ...ONE, value: 'fake-two' }];
    expect(() => chosenValues(two, 'error')).toThrow(/"dsm:a\/b#KEY" has two different values/);
    expect(() => chosenValues(two, 'error')).not.toThrow(/fake-/);
    expect(onlyValue(chosenValues(two, 'last'))).toBe('fake-two');
    expect(onlyValue(chosenValues([ONE, ONE], 'error'))).toBe('fake-one');
  });

  test('one value is asked for as text; nothing is nothing', () => {
    expect(onlyValue(chosenValues([], 'error'))).toBeUndefined();
    const several = chosenValues(
      everySecret([
        ['a', 'X', 'fake-1'],
        ['b', 'X', 'fake-2'],
      ]),
      'error',
    );
    expect(() => onlyValue(several)).toThrow('"dsm:a#X", "dsm:b#X"');
  });

  test('a document has fields, of several items by item, and names that JavaScript knows', () => {
    const fields = everySecret([
      ['a', '__proto__', '1'],
      ['a', 'X', '2'],
    ]);
    expect(JSON.stringify(valuesDocument(chosenValues(fields, 'error')))).toBe('{"__proto__":"1","X":"2"}');
    const items = everySecret([
      ['a', 'X', '1'],
      ['b/c', 'X', '2'],
    ]);
    expect(valuesDocument(chosenValues(items, 'error'))).toEqual({ a: { X: '1' }, 'b/c': { X: '2' } });
  });

  test('bytes are only for text', () => {
    const bytes = chosenValues([{ ...ONE, value: new Uint8Array([255]) }], 'error');
    expect(onlyValue(bytes)).toEqual(new Uint8Array([255]));
    expect(() => valuesDocument(bytes)).toThrow('binary');
  });
});
