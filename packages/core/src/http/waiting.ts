import type { HttpEffects, Wait } from './http-types.js';
import type { RetryBudget } from './retry-budget.js';

/** Does work that waits; whoever is told of waits knows of it until it is over. */
export async function waiting<T>(
  { onWait }: Pick<HttpEffects, 'onWait'>,
  wait: Wait,
  work: () => Promise<T>,
): Promise<T> {
  const over = onWait?.(wait);
  try {
    return await work();
  } finally {
    over?.();
  }
}

/**
 * The same, on the time of the budget.
 * @param what as in `Wait`
 */
export async function spending<T>(
  budget: RetryBudget,
  effects: Pick<HttpEffects, 'onWait'>,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  budget.begin();
  try {
    return await waiting(effects, { what, atMost: budget.left() }, work);
  } finally {
    budget.end();
  }
}
