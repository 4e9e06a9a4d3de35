import { openLedgerBook, type LedgerBook, reportCleanUp } from '@senhasegura-action/job';
import { EXIT } from '../entry/exit-code.js';
import type { CommandContext } from '../entry/command-context.js';
import { type Preferences, settingSources } from '../settings/setting-sources.js';
import { takeBackFromVault } from './release-custody.js';
import { openVaultRun, type PreparedSettings, prepareSettings, type VaultRun } from './vault-run.js';

/** Gives the exit code. */
type Work = (run: VaultRun) => Promise<number>;

/**
 * Works with a vault and gives back what was taken, whatever comes of the work, a signal included.
 * @returns the exit code: that of the work; a failed clean-up fails with `strict-cleanup`
 * @throws {InterruptedError} after the clean-up; else what the work throws
 */
export async function withVault(context: CommandContext, preferences: Preferences, work: Work): Promise<number> {
  return withPreparedVault(await prepareCommand(context, preferences), context, work);
}

/** The settings of a command. @throws {InputError} every problem of them */
export function prepareCommand(
  { invocation, given, terminal, log }: CommandContext,
  preferences: Preferences,
): Promise<PreparedSettings> {
  return prepareSettings(settingSources(invocation, given, terminal, preferences), log);
}

/** `withVault`, with settings that are read already. */
export async function withPreparedVault(
  prepared: PreparedSettings,
  { log, interrupts }: CommandContext,
  work: Work,
): Promise<number> {
  const run = openVaultRun(prepared, forgetfulLedger(), log);
  const working = work(run);
  let code: number | undefined;
  let complete: boolean;
  try {
    code = await interrupts.during(working);
  } finally {
    const interrupted = interrupts.signal !== undefined;
    if (interrupted) {
      await run.session.close();
      await Promise.allSettled([working]);
    }
    complete = reportCleanUp(await takeBackFromVault(run, interrupted ? 'closed' : 'open'), log) === 0;
    await run.session.close();
  }
  return !complete && run.settings.strictCleanup && code === EXIT.done ? EXIT.failed : code;
}

/** The ledger of a command that takes everything back itself: it need not outlive the process. */
export function forgetfulLedger(): LedgerBook {
  return openLedgerBook({ save: () => undefined, load: () => undefined });
}
