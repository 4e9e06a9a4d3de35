import fc from 'fast-check';
import { InputError } from '../../../src/errors/senhasegura-error.js';
import { pathSegment } from '../../../src/vault/input/path-segment.js';

describe('pathSegment', () => {
  test.each([
    ['7', '7'],
    [7, '7'],
    ['cart/npf/cassandra', 'cart%2Fnpf%2Fcassandra'],
    ['...', '...'],
  ])('writes %j', (value, segment) => {
    expect(pathSegment('the id', value)).toBe(segment);
  });

  test.each(['', '.', '..', '\ud800'])('refuses %j', (value) => {
    expect(() => pathSegment('the id', value)).toThrow(InputError);
  });

  test('whatever the text, it stays one segment below its folder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(text.isWellFormed() && !['', '.', '..'].includes(text));
        const { pathname, search, hash, host } = new URL(`/iso/x/${pathSegment('it', text)}`, 'https://vault.invalid');
        expect([host, search, hash]).toEqual(['vault.invalid', '', '']);
        expect(pathname.split('/').slice(0, 3)).toEqual(['', 'iso', 'x']);
        expect(pathname.split('/')).toHaveLength(4);
        expect(decodeURIComponent(pathname.split('/')[3] ?? '')).toBe(text);
      }),
    );
  });
});
