import type { TakingEvents } from '@senhasegura-action/core/internal';
import type { JobOrigin } from '../accounts/job-origin.js';
import type { StateStore } from '../platform.js';
import { EMPTY_LEDGER, type Ledger, enter, strike } from './ledger.js';
import { type LedgerKey, formatLedger } from './ledger-text.js';

/** The ledger of a running main step. */
export interface LedgerBook {
  /** Enters what is about to happen, and returns when it is saved. Call it before the act. */
  write(entry: Partial<Ledger>): void;
  /**
   * As `write`, for one of many acts that begin together: all of them are saved at once, since a save has the whole ledger in it
   * and a thousand would have a thousand ledgers. Await it before the act.
   */
  writeWithOthers(entry: Partial<Ledger>): Promise<void>;
  /**
   * Enters that custody is about to be asked for, with all that is asked for together.
   * @returns what to call when that request has been answered. It is saved with the next entry: until then the clean-up does not
   *   know it, and is the more careful
   */
  ask(id: string): Promise<() => void>;
  /** Strikes out custodies that have been released. */
  strikeCustodies(ids: readonly string[]): void;
  /** From now on what is saved has a seal of this key. */
  sealWith(key: LedgerKey): void;
  readonly current: Ledger;
}

export function openLedgerBook(state: StateStore, now: () => number = Date.now): LedgerBook {
  let ledger: Ledger = EMPTY_LEDGER;
  let key: LedgerKey | undefined;
  const save = (next: Ledger): void => {
    state.save(formatLedger(next, key));
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
  const writeWithOthers = (entry: Partial<Ledger>): Promise<void> => {
    together ??= begin();
    together.entries.push(entry);
    return together.saved;
  };
  // Of each credential: requests that have not been answered. One that was repeated has several.
  const underWay = new Map<string, number>();
  const more = (id: string, change: 1 | -1): number => {
    const count = (underWay.get(id) ?? 0) + change;
    underWay.set(id, count);
    return count;
  };
  return {
    write: (entry) => {
      save(enter(ledger, entry));
    },
    writeWithOthers,
    ask: async (id) => {
      const isRepeated = more(id, 1) > 1;
      ledger = strike(ledger, { answered: [id] });
      await writeWithOthers({ custodies: [id], asked: now(), repeated: isRepeated ? [id] : [] });
      return () => {
        if (more(id, -1) === 0) ledger = enter(ledger, { answered: [id] });
      };
    },
    strikeCustodies: (ids) => {
      save(strike(ledger, { custodies: ids, answered: ids, repeated: ids }));
    },
    sealWith: (given) => {
      key = given;
    },
    get current() {
      return ledger;
    },
  };
}

/**
 * Enters what a run is about to take, before it takes it.
 * @param origin the job that accounts are made for (`jit`); without it none is made
 */
export function takingEvents(ledger: LedgerBook, origin?: JobOrigin): TakingEvents {
  return {
    ...(origin === undefined
      ? {}
      : {
          accounts: async () => {
            const { runAccounts } = await import('../accounts/run-accounts.js');
            return runAccounts((accounts) => ledger.writeWithOthers({ accounts: [accounts] }), origin);
          },
        }),
    beforeCustody: (id) => ledger.ask(id),
    beforeOneTime: (oneTime) => ledger.writeWithOthers({ oneTime }),
    beforeKey: (id) => ledger.writeWithOthers({ sshKeys: [id] }),
    beforeRegistering: (authorization) => {
      ledger.write({ authorization });
    },
  };
}
