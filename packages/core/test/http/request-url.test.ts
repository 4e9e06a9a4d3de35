import fc from 'fast-check';
import { requestTarget } from '../../src/http/request-url.js';

describe('requestTarget', () => {
  test.each([
    ['https://vault.example', '/iso/a'],
    ['https://vault.example/', '/iso/a'],
    ['https://vault.example/senhasegura', '/senhasegura/iso/a'],
    ['https://vault.example/senhasegura/', '/senhasegura/iso/a'],
  ])('below %s', (base, expected) => {
    expect(requestTarget(new URL(base), '/iso/a')).toBe(expected);
  });

  test('a query is read back as it was given, by URLSearchParams and by a reader that knows no plus', () => {
    const names = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(fc.dictionary(names, fc.string({ unit: 'grapheme' })), (query) => {
        const target = requestTarget(new URL('https://vault.example'), '/x', query);
        expect(Object.fromEntries(new URL(target, 'https://vault.example').searchParams)).toEqual({ ...query });
        expect(target).not.toContain('+');
      }),
    );
  });
});
