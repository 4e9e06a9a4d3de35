import { createRetryBudget, type RetryBudget } from '../http/retry-budget.js';

/**
 * A budget that is whole again whenever nothing is being repeated: a program lives longer than a job.
 * @param total milliseconds for one period of repeating
 */
export function createPeriodBudget(total: number, now: () => number): RetryBudget {
  let budget = createRetryBudget(total, now);
  let active = 0;
  return {
    begin: () => {
      active += 1;
      budget.begin();
    },
    end: () => {
      active -= 1;
      budget.end();
      if (active === 0) budget = createRetryBudget(total, now);
    },
    left: () => budget.left(),
  };
}
