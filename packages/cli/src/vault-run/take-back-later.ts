import { CleanupError, failureMessage, type SettingName } from '@senhasegura-action/core/internal';
import {
  type CleanUpResult,
  EMPTY_LEDGER,
  type Ledger,
  type LedgerBook,
  openLedgerBook,
  parseLedger,
  reportCleanUp,
  takeBackInVault,
} from '@senhasegura-action/job';
import { type CommandContext, settingSources } from '../settings/command-context.js';
import { EXIT, exitCodeOf } from '../terminal/exit-code.js';
import type { StateFile } from './state-file.js';
import { givenBack, takeBackFromVault, takeBackHere } from './take-back.js';
import { prepareSettings, type VaultRun } from './vault-run.js';

/** The ledger of a command whose work outlives it. What an earlier run has left to be taken back stays in the list. */
export function resumedLedger(state: StateFile): LedgerBook {
  const earlier = state.load();
  const ledger = openLedgerBook(state);
  ledger.write(earlier === undefined ? {} : parseLedger(earlier));
  return ledger;
}

/** What else belongs to a command: a file that it alone removes. */
interface OwnFile {
  readonly path: string;
  readonly remove: () => Promise<readonly CleanUpResult[]>;
}

/**
 * Takes back what the list of an earlier run has. Doing so twice is as good as once. What fails is told, the rest goes on, and the
 * list stays for another try.
 * @param tempDir the folder that the files of the list were written with
 * @returns the exit code
 */
export async function takeBackLater(
  state: StateFile,
  context: CommandContext,
  { tempDir, own }: { readonly tempDir: string; readonly own?: OwnFile },
): Promise<number> {
  const { terminal, log } = context;
  const known = knownLedger(state);
  const ledger = 'ok' in known ? known.ok : EMPTY_LEDGER;
  const others = { ...ledger, files: ledger.files.filter((path) => path !== own?.path) };
  const results = [
    ...('problem' in known ? [{ kind: 'failed', what: known.problem } as const] : []),
    ...((await own?.remove()) ?? []),
    ...(await takeBackHere(others, { ...terminal, tempDir })),
    ...(await inVault(ledger, context)),
  ];
  if (reportCleanUp(results, log) > 0) {
    forgetLost(ledger, state);
    return EXIT.failed;
  }
  state.remove();
  const done = results.filter(({ kind }) => kind === 'done').length;
  log.notice(done === 0 ? 'There was nothing to take back.' : 'Everything was taken back.');
  return EXIT.done;
}

/** Accounts of which no answer told end by themselves. That has been said now, and no other try will do more. */
function forgetLost(ledger: Ledger, state: StateFile): void {
  const { accounts = [] } = ledger;
  const known = accounts.filter(({ made }) => made !== undefined);
  if (known.length < accounts.length) openLedgerBook(state).write({ ...ledger, accounts: known });
}

function knownLedger(state: StateFile): { readonly ok: Ledger } | { readonly problem: string } {
  try {
    const text = state.load();
    return { ok: text === undefined ? EMPTY_LEDGER : parseLedger(text) };
  } catch (error) {
    if (error instanceof CleanupError) return { problem: error.message };
    throw error;
  }
}

const NO_SELECTION: Readonly<Partial<Record<SettingName, string>>> = { secrets: 'dsm:*' };

/** The settings matter only where something is left in the vault. */
async function inVault(
  ledger: Ledger,
  { invocation, given, terminal, log }: CommandContext,
): Promise<readonly CleanUpResult[]> {
  const { custodies, sshKeys, accounts, authorization } = ledger;
  if (custodies.length + sshKeys.length === 0 && accounts === undefined && authorization === undefined) return [];
  try {
    const sources = settingSources(invocation, given, terminal, { always: NO_SELECTION });
    const { settings, effects } = await prepareSettings(sources, log);
    return await takeBackInVault(ledger, settings, effects);
  } catch (error) {
    const what = `The vault can't be asked to take anything back (exit code ${exitCodeOf(error)}): ${failureMessage(error)}`;
    return [{ kind: 'failed', what }];
  }
}

/**
 * Waits for work whose outcome outlives the command. Where it fails or a signal comes, everything is taken back, and no list is left.
 * @param tempDir as above
 * @returns the exit code
 * @throws {InterruptedError}, and what the work throws, after that
 */
export async function bringForLater(
  run: VaultRun,
  working: Promise<unknown>,
  context: CommandContext,
  { state, tempDir }: { readonly state: StateFile; readonly tempDir: string },
): Promise<number> {
  try {
    await context.interrupts.during(working);
    return EXIT.done;
  } catch (error) {
    const work = async (): Promise<readonly CleanUpResult[]> => {
      await run.session.close();
      await Promise.allSettled([working]);
      const here = await takeBackHere(run.ledger.current, { ...context.terminal, tempDir });
      return [...here, ...(await takeBackFromVault(run, 'closed'))];
    };
    const results = await givenBack(work, run.ledger.current.custodies, context);
    if (reportCleanUp(results, context.log) === 0) state.remove();
    else forgetLost(run.ledger.current, state);
    throw error;
  } finally {
    await run.session.close();
  }
}
