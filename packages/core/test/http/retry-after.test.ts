import fc from 'fast-check';
import { retryAfter } from '../../src/http/retry-after.js';

const NOW = Date.UTC(2026, 10, 21, 20, 0, 0);

describe('retryAfter', () => {
  test.each([
    ['0', 0],
    ['120', 120_000],
    [' 7 ', 7000],
    ['Sat, 21 Nov 2026 20:01:00 GMT', 60_000],
    ['Saturday, 21-Nov-26 20:01:00 GMT', 60_000],
    ['Sat Nov 21 20:01:00 2026', 60_000],
    ['Tue Dec  1 20:00:00 2026', 10 * 86_400_000],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
  ])('%j asks for %d ms', (header, expected) => {
    expect(retryAfter(header, NOW)).toBe(expected);
  });

  test('a year of two digits more than 50 years ahead is in the past', () => {
    expect(retryAfter('Sunday, 06-Nov-94 08:49:37 GMT', NOW)).toBe(0);
    expect(retryAfter('Friday, 06-Nov-76 20:00:00 GMT', NOW)).toBeGreaterThan(49 * 365 * 86_400_000);
  });

  test.each([
    '',
    '-1',
    '1.5',
    '1e3',
    'soon',
    '2026-11-21',
    'Sat, 31 Feb 2026 20:00:00 GMT',
    'Sat, 21 Nov 2026 24:00:00 GMT',
    'Sat, 21 Nov 2026 20:01:00 CET',
  ])('%j counts as absent', (header) => {
    expect(retryAfter(header, NOW)).toBeUndefined();
  });

  test('of a header that came twice the first counts; no header is absent', () => {
    expect(retryAfter(['3', '9'], NOW)).toBe(3000);
    expect(retryAfter([], NOW)).toBeUndefined();
    expect(retryAfter(undefined, NOW)).toBeUndefined();
  });

  test('reads every date that JavaScript writes', () => {
    const seconds = fc.integer({ min: 0, max: 253_402_300_799 });
    fc.assert(
      fc.property(seconds, (second) => {
        const date = new Date(second * 1000);
        expect(retryAfter(date.toUTCString(), NOW)).toBe(Math.max(0, date.getTime() - NOW));
      }),
    );
  });

  test('answers anything at all with a whole wait or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.integer().map(String)), (header) => {
        const wait = retryAfter(header, NOW);
        expect(wait === undefined || wait >= 0).toBe(true);
      }),
    );
  });
});
