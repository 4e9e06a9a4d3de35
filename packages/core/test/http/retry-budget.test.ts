import fc from 'fast-check';
import { createRetryBudget } from '../../src/http/retry-budget.js';

describe('createRetryBudget', () => {
  test('counts the time of repeating, and none between', () => {
    let now = 0;
    const budget = createRetryBudget(100, () => now);
    now = 500;
    expect(budget.left()).toBe(100);
    budget.begin();
    now = 530;
    expect(budget.left()).toBe(70);
    budget.end();
    now = 900;
    expect(budget.left()).toBe(70);
    budget.begin();
    now = 5000;
    expect(budget.left()).toBe(0);
    budget.end();
    expect(budget.left()).toBe(0);
  });

  test('periods that overlap count once, as a union of intervals counts them', () => {
    const period = fc
      .tuple(fc.nat(200), fc.integer({ min: 1, max: 50 }))
      .map(([from, length]) => ({ from, to: from + length }));
    fc.assert(
      fc.property(fc.array(period, { maxLength: 8 }), (periods) => {
        let now = 0;
        const budget = createRetryBudget(1000, () => now);
        for (now = 0; now <= 300; now += 1) {
          for (const { from, to } of periods) {
            if (from === now) budget.begin();
            if (to === now) budget.end();
          }
        }
        const covered = new Set(
          periods.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
        );
        expect(budget.left()).toBe(1000 - covered.size);
      }),
    );
  });
});
