import type { TakingEvents } from '@senhasegura-action/core/internal';
import type { StateStore } from '../platform.js';
import { EMPTY_LEDGER, type Ledger, enter, strike } from './ledger.js';
import { formatLedger } from './ledger-text.js';

/** The ledger of a running main step. */
export interface LedgerBook {
  /** Enters what is about to happen, and returns when it is saved. Call it before the act. */
  write(entry: Partial<Ledger>): void;
  /**
   * As `write`, for one of many acts that begin together: all of them are saved at once, since a save has the whole ledger in it
   * and a thousand would have a thousand ledgers. Await it before the act.
   */
  writeWithOthers(entry: Partial<Ledger>): Promise<void>;
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
  let together: { readonly entries: Partial<Ledger>[]; readonly saved: Promise<void> } | undefined;
  const begin = (): NonNullable<typeof together> => {
    const entries: Partial<Ledger>[] = [];
    // A microtask later: reads that start together have all said so by then.
    const saved = Promise.resolve().then(() => {
      together = undefined;
      save(entries.reduce(enter, ledger));
    });
    return { entries, saved };
  };
  return {
    write: (entry) => {
      save(enter(ledger, entry));
    },
    writeWithOthers: (entry) => {
      together ??= begin();
      together.entries.push(entry);
      return together.saved;
    },
    strikeCustodies: (ids) => {
      save(strike(ledger, { custodies: ids }));
    },
    get current() {
      return ledger;
    },
  };
}

/** Enters what a run is about to take, before it takes it. */
export function takingEvents(ledger: LedgerBook): TakingEvents {
  return {
    beforeCustody: (id) => ledger.writeWithOthers({ custodies: [id] }),
    beforeKey: (id) => ledger.writeWithOthers({ sshKeys: [id] }),
    beforeRegistering: (authorization) => {
      ledger.write({ authorization });
    },
  };
}
