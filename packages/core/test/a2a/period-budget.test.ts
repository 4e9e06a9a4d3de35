import { createPeriodBudget } from '../../src/a2a/period-budget.js';

describe('createPeriodBudget', () => {
  test('is spent by repeating, and whole again when nothing is repeated any more', () => {
    let now = 0;
    const budget = createPeriodBudget(100, () => now);
    budget.begin();
    now = 60;
    budget.begin();
    now = 90;
    budget.end();
    expect(budget.left()).toBe(10);
    now = 500;
    expect(budget.left()).toBe(0);
    budget.end();
    expect(budget.left()).toBe(100);
    now = 10_000;
    budget.begin();
    now = 10_030;
    expect(budget.left()).toBe(70);
  });
});
