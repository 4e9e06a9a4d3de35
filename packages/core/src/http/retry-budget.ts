/** How much time repeating may still add to the run. */
export interface RetryBudget {
  /** Begins a period of repeating. Periods of several requests at the same time count once. */
  begin(): void;
  end(): void;
  /** Milliseconds, 0 at least. */
  left(): number;
  /** A request has finally failed to reach the vault: the run begins no further read. */
  lose(): void;
  lost(): boolean;
}

/** @param total milliseconds for the whole run (`max-wait`) */
export function createRetryBudget(total: number, now: () => number): RetryBudget {
  let spent = 0;
  let active = 0;
  let since = 0;
  let lost = false;
  return {
    begin: () => {
      if (active === 0) since = now();
      active += 1;
    },
    end: () => {
      active -= 1;
      if (active === 0) spent += now() - since;
    },
    left: () => Math.max(0, total - spent - (active === 0 ? 0 : now() - since)),
    lose: () => {
      lost = true;
    },
    lost: () => lost,
  };
}
