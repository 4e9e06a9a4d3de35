import { openVaultSession, type Vault } from '@senhasegura-action/core/internal';
import { takingEvents } from '@senhasegura-action/job';
import type { CommandContext } from '../entry/command-context.js';
import { EXIT } from '../entry/exit-code.js';
import type { PreparedSettings } from './vault-run.js';
import { forgetfulLedger } from './with-vault.js';

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
    await opened.authenticate();
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
