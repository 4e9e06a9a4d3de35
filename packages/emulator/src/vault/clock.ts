/** The vault's clock: real time, which a test can move forward. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves the vault (not the machine) forward. */
  advance(milliseconds: number): void;
}

export function makeClock(): Clock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}
