import fc from 'fast-check';
import type { Outcome } from '../../src/http/attempt.js';
import { isWorthRepeating, pauseBefore, retryAfter } from '../../src/http/retry-policy.js';
import type { TransportKind } from '../../src/http/transport-failure.js';

const answered = (status: number, headers = {}): Outcome => ({
  kind: 'answer',
  status,
  answer: { status, headers, body: '' },
});
const failed = (kind: TransportKind, sent: boolean): Outcome => ({
  kind: 'failure',
  failure: { kind, code: 'X', sent },
});

describe('isWorthRepeating', () => {
  test('of all statuses, a safe request repeats 408, 425, 429 and 5xx; another one 425 and 429', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), (status) => {
        expect(isWorthRepeating(answered(status), 'safe')).toBe([408, 425, 429].includes(status) || status >= 500);
        expect(isWorthRepeating(answered(status), 'only-before-acting')).toBe([425, 429].includes(status));
      }),
    );
  });

  test.each<TransportKind>([
    'refused',
    'reset',
    'unreachable',
    'dns-temporary',
    'connect-timeout',
    'timeout',
    'cut-off',
    'proxy-unavailable',
  ])('%s passes: repeated when safe, otherwise only when nothing was sent', (kind) => {
    expect(isWorthRepeating(failed(kind, true), 'safe')).toBe(true);
    expect(isWorthRepeating(failed(kind, false), 'only-before-acting')).toBe(true);
    expect(isWorthRepeating(failed(kind, true), 'only-before-acting')).toBe(false);
  });

  test.each<TransportKind>([
    'unknown-authority',
    'wrong-host',
    'expired',
    'client-certificate',
    'plain-http',
    'dns-not-found',
    'proxy-authentication',
    'proxy-refused',
    'too-large',
    'other',
  ])('%s stays: never repeated', (kind) => {
    expect(isWorthRepeating(failed(kind, false), 'safe')).toBe(false);
  });
});

describe('pauseBefore', () => {
  const base = { repetition: 1, outcome: answered(503), left: 60_000, now: 0, random: 0.5 };

  test('doubles its ceiling up to ten seconds', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7].map((repetition) => pauseBefore({ ...base, repetition, random: 0.999999 }));
    const rounded = waits.map((pause) =>
      pause.kind === 'wait' ? Math.round(pause.milliseconds / 100) * 100 : pause.kind,
    );
    expect(rounded).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  test('waits as long as the vault asks and its jitter besides, which is cut to what the budget holds', () => {
    const outcome = answered(429, { 'retry-after': '20' });
    expect(pauseBefore({ ...base, outcome })).toEqual({ kind: 'wait', milliseconds: 20_250 });
    expect(pauseBefore({ ...base, outcome, repetition: 9 })).toEqual({ kind: 'wait', milliseconds: 25_000 });
    expect(pauseBefore({ ...base, outcome, repetition: 9, left: 20_060 })).toEqual({
      kind: 'wait',
      milliseconds: 20_010,
    });
    expect(pauseBefore({ ...base, outcome, left: 20_000 })).toEqual({ kind: 'asked-too-long', milliseconds: 20_000 });
  });

  test('stops when the budget is spent', () => {
    expect(pauseBefore({ ...base, left: 0 })).toEqual({ kind: 'budget-spent' });
  });

  test('never waits past the budget, nor less than asked', () => {
    const inputs = fc.record({
      repetition: fc.integer({ min: 1, max: 100 }),
      left: fc.integer({ min: 0, max: 600_000 }),
      now: fc.nat(),
      random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      asked: fc.option(fc.nat(1000)),
    });
    fc.assert(
      fc.property(inputs, ({ asked, ...input }) => {
        const outcome = answered(503, asked === null ? {} : { 'retry-after': String(asked) });
        const pause = pauseBefore({ ...input, outcome });
        if (pause.kind !== 'wait') {
          expect(asked !== null || input.left <= 50).toBe(true);
          return;
        }
        expect(pause.milliseconds).toBeLessThan(input.left);
        expect(pause.milliseconds).toBeGreaterThanOrEqual((asked ?? 0) * 1000);
      }),
    );
  });
});

const NOW = Date.UTC(2026, 10, 21, 20, 0, 0);

describe('retryAfter', () => {
  test.each([
    ['0', 0],
    ['120', 120_000],
    [' 7 ', 7000],
    ['Sat, 21 Nov 2026 20:01:00 GMT', 60_000],
    ['Saturday, 21-Nov-26 20:01:00 GMT', 60_000],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
    ['86401', 86_400_000],
    ['Tue, 01 Dec 2026 20:00:00 GMT', 86_400_000],
    ['9'.repeat(400), 86_400_000],
  ])('%j asks for %d ms', (header, expected) => {
    expect(retryAfter(header, NOW)).toBe(expected);
  });

  test.each([
    '',
    '-1',
    '1.5',
    '1e3',
    'soon',
    '2026-11-21',
    'Sat, 41 Feb 2026 20:00:00 GMT',
    'Sat, 21 Nov 2026 25:00:00 GMT',
    'Sat, 21 Nov 2026 20:01:00 CET',
    'Sat Nov 21 20:01:00 2026',
    'soon GMT',
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
        expect(retryAfter(date.toUTCString(), NOW)).toBe(Math.min(86_400_000, Math.max(0, date.getTime() - NOW)));
      }),
    );
  });

  test('answers anything at all with a whole wait or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.integer().map(String)), (header) => {
        const wait = retryAfter(header, NOW);
        expect(wait === undefined || (wait >= 0 && wait <= 86_400_000)).toBe(true);
      }),
    );
  });
});
