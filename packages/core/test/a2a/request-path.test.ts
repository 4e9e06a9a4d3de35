import fc from 'fast-check';
import { InputError } from '../../src/errors/senhasegura-error.js';
import { requestPath } from '../../src/a2a/request-path.js';

const BASES = ['https://vault.example.com', 'https://vault.example.com:8443/senhasegura'].map((text) => new URL(text));

describe.each(BASES)('requestPath below %s', (base) => {
  test.each(['/iso/pam/credential', '/api/dsm/secret/cart%2Fnpf', '/iso/x/a%40b', "/iso/x/a'(b)*!~"])(
    'takes %s',
    (path) => {
      expect(requestPath(path, base)).toBe(path);
    },
  );

  test.each([
    '',
    'iso/pam',
    'https://evil.example.com/',
    '//evil.example.com/x',
    '/\\evil.example.com/x',
    '/iso/../admin',
    '/iso/./pam',
    '/iso/%2e%2e/admin',
    '/..',
    '/iso/pam?x=1',
    '/iso/pam#x',
    '/iso/a b',
    '/iso/\tpam',
    '/iso/pam\r\nX: 1',
    '/iso/ção',
    undefined,
    7,
  ])('refuses %j', (path) => {
    expect(() => requestPath(path, base)).toThrow(InputError);
  });

  test('whatever it takes stays below the vault, character by character', () => {
    const piece = fc.constantFrom(
      '/',
      '//',
      '.',
      '..',
      '%2e',
      '%2E',
      '\\',
      '@',
      ':',
      'evil.example.com',
      'iso',
      'é',
      '?',
      '#',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 6 }), (pieces) => {
        const path = `/${pieces.join('')}`;
        try {
          requestPath(path, base);
        } catch (error) {
          if (error instanceof InputError) return;
          throw error;
        }
        const prefix = base.pathname.replace(/\/$/, '');
        const url = new URL(`${prefix}${path}`, base.origin);
        expect([url.origin, url.pathname, url.search, url.hash]).toEqual([base.origin, `${prefix}${path}`, '', '']);
      }),
    );
  });
});
