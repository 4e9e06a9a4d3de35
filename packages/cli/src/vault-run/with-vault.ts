import { openVaultSession, type Vault } from '@senhasegura-action/core/internal';
import { type CleanUpResult, reportCleanUp, takingEvents } from '@senhasegura-action/job';
import { type CommandContext, type Preferences, settingSources } from '../settings/command-context.js';
import { EXIT } from '../terminal/exit-code.js';
import { forgetfulLedger, openCommandLedger } from './command-ledger.js';
import { givenBack, takeBackFromVault } from './take-back.js';
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
  context: CommandContext,
  work: Work,
): Promise<number> {
  return (await workWithVault(prepared, context, work)).code;
}

/** `withPreparedVault`, for who has to know whether everything that was taken has been given back. */
export async function workWithVault(
  prepared: PreparedSettings,
  context: CommandContext,
  work: Work,
): Promise<{ readonly code: number; readonly gaveBack: boolean }> {
  const { log, interrupts } = context;
  const { ledger, close } = await openCommandLedger(context);
  const run = openVaultRun(prepared, ledger, log);
  const working = work(run);
  let code: number | undefined;
  let gaveBack: boolean;
  try {
    code = await interrupts.during(working);
  } finally {
    const connections = interrupts.signal === undefined ? 'open' : 'closed';
    const takeBack = async (): Promise<readonly CleanUpResult[]> => {
      if (connections === 'closed') {
        await run.session.close();
        await Promise.allSettled([working]);
      }
      const results = await takeBackFromVault(run, connections);
      await run.session.close();
      return results;
    };
    gaveBack = reportCleanUp(await givenBack(takeBack, ledger.current.custodies, context), log) === 0;
    close();
  }
  const isFailed = !gaveBack && run.settings.strictCleanup && code === EXIT.done;
  return { code: isFailed ? EXIT.failed : code, gaveBack };
}

/**
 * What a run would do, e.g. "rotate the SSH key 456".
 * @param vault only for lists of names. `undefined` where a run would first have to register an authorization
 */
type Plan = (vault: Vault | undefined) => string | Promise<string>;

/**
 * The dry run of a command that changes the vault: proves the credentials, and says what a run would do. Reads no secret, and
 * writes nothing.
 * @returns the exit code
 * @throws {InterruptedError}; {AuthenticationError}, {TransportError} of the vault; what the plan throws
 */
export async function rehearse(
  { settings, effects }: PreparedSettings,
  { log, interrupts }: CommandContext,
  plan: Plan,
): Promise<number> {
  const { opened, close } = openVaultSession(settings, takingEvents(forgetfulLedger()), effects);
  const { context } = settings;
  const planned = async (): Promise<string> => {
    const proof = await opened.authenticate();
    if (proof.kind === 'none') log.warning(`The credentials could not be proved: ${proof.instead.message}`);
    return plan(context === undefined ? opened.own : undefined);
  };
  try {
    const first = context === undefined ? '' : 'find or register the authorization of the application, and then ';
    log.notice(`Dry run: nothing was changed. A run would ${first}${await interrupts.during(planned())}.`);
    return EXIT.done;
  } finally {
    await close();
  }
}
