import type { StateStore } from '../platform.js';
import { EMPTY_LEDGER, type Ledger, enter } from './ledger.js';
import { formatLedger } from './ledger-text.js';

/** The ledger of a running main step. */
export interface LedgerBook {
  /** Enters what is about to happen, and returns when it is saved. Call it before the act. */
  write(entry: Partial<Ledger>): void;
  readonly current: Ledger;
}

export function openLedgerBook(state: StateStore): LedgerBook {
  let ledger: Ledger = EMPTY_LEDGER;
  return {
    write(entry) {
      const next = enter(ledger, entry);
      state.save(formatLedger(next));
      ledger = next;
    },
    get current() {
      return ledger;
    },
  };
}
