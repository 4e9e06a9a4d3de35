import fc from 'fast-check';
import { nextHop } from '../../src/http/redirect.js';

const url = new URL('https://vault.example/prefix/iso/a?q=1');
const get = { method: 'GET' as const, url, followed: 0 };
const post = { method: 'POST' as const, url, followed: 0 };

describe('nextHop', () => {
  test.each([200, 204, 300, 304, 400, 503])('%d is no redirect', (status) => {
    expect(nextHop(get, status, '/b')).toEqual({ kind: 'none' });
  });

  test.each([301, 302, 303, 307, 308])('GET follows %d within the origin', (status) => {
    expect(nextHop(get, status, '/b?x=1')).toEqual({ kind: 'follow', url: new URL('https://vault.example/b?x=1') });
  });

  test('POST follows 307 and 308 only', () => {
    const kinds = [301, 302, 303, 307, 308].map((status) => nextHop(post, status, '/b').kind);
    expect(kinds).toEqual(['refuse', 'refuse', 'refuse', 'follow', 'follow']);
  });

  test.each([
    'http://vault.example/b',
    'https://vault.example:8443/b',
    'https://other.example/b',
    '//other.example/b',
    'https://vault.example@other.example/',
    String.raw`\\other.example\b`,
    'javascript:alert(1)',
  ])('%j is another origin', (location) => {
    expect(nextHop(get, 302, location)).toEqual({ kind: 'refuse', reason: 'other-origin' });
  });

  test('no address, two addresses, a sixth hop', () => {
    expect(nextHop(get, 302, undefined)).toEqual({ kind: 'refuse', reason: 'no-address' });
    expect(nextHop(get, 302, ['/a', '/b'])).toEqual({ kind: 'refuse', reason: 'no-address' });
    expect(nextHop(get, 302, 'https://[')).toEqual({ kind: 'refuse', reason: 'no-address' });
    expect(nextHop({ ...get, followed: 5 }, 302, '/b')).toEqual({ kind: 'refuse', reason: 'too-many' });
  });

  test('never leaves the origin, whatever the address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.webPath()), (location) => {
        const hop = nextHop(get, 302, location);
        expect(hop.kind === 'follow' ? hop.url.origin : url.origin).toBe(url.origin);
      }),
    );
  });
});
