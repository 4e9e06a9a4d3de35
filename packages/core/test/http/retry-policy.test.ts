import fc from 'fast-check';
import type { Outcome } from '../../src/http/outcome.js';
import { isWorthRepeating, pauseBefore } from '../../src/http/retry-policy.js';
import type { TransportKind } from '../../src/http/transport-kind.js';

const answered = (status: number, headers = {}): Outcome => ({ kind: 'answer', answer: { status, headers, body: '' } });
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

  test('waits as long as the vault asks, when the budget holds it', () => {
    const outcome = answered(429, { 'retry-after': '20' });
    expect(pauseBefore({ ...base, outcome })).toEqual({ kind: 'wait', milliseconds: 20_000 });
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
