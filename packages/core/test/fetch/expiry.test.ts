import fc from 'fast-check';
import { expiryWarning, vaultDate } from '../../src/fetch/expiry.js';

const NOW = Date.UTC(2026, 10, 25, 12);
const watch = (days = 14) => ({ days, now: () => NOW });

describe('vaultDate', () => {
  test.each([
    ['2022-08-18 11:10:00', Date.UTC(2022, 7, 18, 11, 10)],
    ['2021-01-16T17:31:39', Date.UTC(2021, 0, 16, 17, 31, 39)],
    ['2021-01-16T17:31:39Z', Date.UTC(2021, 0, 16, 17, 31, 39)],
    ['2021-01-16T17:31:39-03:00', Date.UTC(2021, 0, 16, 20, 31, 39)],
    ['11/30/2023 15:00:00', Date.UTC(2023, 10, 30, 15)],
    ['30/11/2023 15:00:00', undefined],
    ['2021-13-16 00:00:00', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('%j', (text, time) => {
    expect(vaultDate(text)).toBe(time);
  });

  test('reads back what lists write', () => {
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(seconds, (time) => {
        const text = new Date(time * 1000).toISOString().slice(0, 19);
        expect(vaultDate(text)).toBe(time * 1000);
        expect(vaultDate(text.replace('T', ' '))).toBe(time * 1000);
      }),
    );
  });
});

test.each([
  ['2026-12-09 12:00:00', /"db" expires on 2026-12-09, in 14 days/],
  ['2026-11-26 11:00:00', /expires on 2026-11-26, in 1 day\./],
  ['2026-11-25 12:00:00', /expired on 2026-11-25/],
  ['2020-01-01 00:00:00', /expired on 2020-01-01/],
])('%s is warned of', (date, warning) => {
  expect(expiryWarning('db', date, watch())).toMatch(warning);
});

test.each([
  ['2026-12-09 12:00:01', 14],
  ['2026-11-26 11:00:00', 0],
  ['whenever', 14],
  [undefined, 14],
])('%s, with %i days, is not', (date, days) => {
  expect(expiryWarning('db', date, watch(days))).toBeUndefined();
});
