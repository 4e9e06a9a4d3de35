import type { StateStore } from '../platform.js';
import { EMPTY_LEDGER, type Ledger, enter, strike } from './ledger.js';
import { formatLedger } from './ledger-text.js';

/** The ledger of a running main step. */
export interface LedgerBook {
  /** Enters what is about to happen, and returns when it is saved. Call it before the act. */
  write(entry: Partial<Ledger>): void;
  /** Strikes out custodies that have been released. */
  strikeCustodies(ids: readonly string[]): void;
  readonly current: Ledger;
}

export function openLedgerBook(state: StateStore): LedgerBook {
  let ledger: Ledger = EMPTY_LEDGER;
  const save = (next: Ledger): void => {
    state.save(formatLedger(next));
    ledger = next;
  };
  return {
    write: (entry) => {
      save(enter(ledger, entry));
    },
    strikeCustodies: (ids) => {
      save(strike(ledger, { custodies: ids }));
    },
    get current() {
      return ledger;
    },
  };
}
