import {
  createPamItems,
  InputError,
  MissingSecretError,
  type PasswordChange,
  passwordChange,
  releaseCustody,
  rotateSshKey,
  type Vault,
} from '@senhasegura-action/core/internal';
import { awaitChange } from '@senhasegura-action/job';
import type { CommandContext, RunsCommand } from '../settings/command-context.js';
import { EXIT } from '../terminal/exit-code.js';
import { numberIn, readItem } from '../vault-run/items.js';
import type { VaultRun } from '../vault-run/vault-run.js';
import { prepareCommand, rehearse, withPreparedVault } from '../vault-run/with-vault.js';

/** `senhasegura rotate ssh:ID|pam:ID`: has the vault make a new key, or change a password. */
export const rotate: RunsCommand = (context) => {
  const { source, id } = readItem(context.invocation.words[0] ?? '', ['ssh', 'pam']);
  return source === 'ssh' ? rotateKey(id, context) : rotatePassword(id, context);
};

async function rotateKey(id: string, context: CommandContext): Promise<number> {
  const prepared = await prepareCommand(context, { always: { secrets: 'dsm:*' } });
  if (prepared.settings.dryRun) {
    return rehearse(prepared, context, async (vault) => `rotate the SSH key ${await numberIn(vault, 'ssh', id)}`);
  }
  return withPreparedVault(prepared, context, async ({ session, log }) => {
    const { vault } = await session.authorized();
    const number = await numberIn(vault, 'ssh', id);
    await rotateSshKey(vault, number);
    log.notice(`Rotated the SSH key ${number}.`);
    return EXIT.done;
  });
}

/** The release of a custody starts the change of the password (contract section 4), so one is taken for that, by a read. */
async function rotatePassword(id: string, context: CommandContext): Promise<number> {
  const prepared = await prepareCommand(context, { always: { secrets: 'dsm:*', 'release-custody': 'true' } });
  if (prepared.settings.dryRun) {
    return rehearse(prepared, context, async (vault) => {
      const number = await numberIn(vault, 'pam', id);
      if (vault !== undefined) await lastChange(vault, number);
      return `read credential ${number}, release its custody, and wait until the vault has changed the password`;
    });
  }
  return withPreparedVault(prepared, context, (run) => changePassword(id, run, context));
}

/**
 * @returns whether the password was changed in time, as exit code
 * @throws {InputError} where no change would come, before custody is taken; the vault's errors
 */
async function changePassword(
  id: string,
  { session, ledger, settings: { changeWait }, effects, log }: VaultRun,
  { interrupts }: CommandContext,
): Promise<number> {
  const { vault } = await session.authorized();
  const number = await numberIn(vault, 'pam', id);
  const changed = await lastChange(vault, number);
  const pam = createPamItems(vault, session.events, { budget: session.opened.budget, effects });
  const read = await pam.credential(number);
  if (read.kind !== 'found') throw new MissingSecretError(read.why);
  await releaseCustody(vault, number);
  ledger.strikeCustodies([number]);
  const seconds = changeWait / 1000;
  log.notice(`Waiting until the vault has changed the password of ${number}, ${seconds} s at most.`);
  const patience = {
    bound: changeWait,
    // A signal need not wait for the next look at the list.
    effects: { now: () => effects.now(), sleep: (pause: number) => interrupts.during(effects.sleep(pause)) },
  };
  const change = await awaitChange({ id: number, changed }, vault, patience, 'its release');
  if (change !== undefined) {
    log.notice(`The password of credential ${number} was ${change}.`);
    return EXIT.done;
  }
  log.error(
    `The list did not say within ${seconds} s that the password of credential ${number} was changed. Its custody is released. Look at the change in the console, or give change-wait more seconds.`,
  );
  return EXIT.failed;
}

/** @throws {InputError} a password that the vault does not change by itself, or of which the list can't say it */
async function lastChange(vault: Vault, number: string): Promise<PasswordChange['changed']> {
  const { automatic, changed } = await passwordChange(vault, number);
  if (automatic === 'yes') return changed;
  const why =
    automatic === 'no'
      ? 'the list says that the vault does not change it by itself'
      : 'the list does not say whether the vault changes it by itself';
  throw new InputError(
    `The password of credential ${number} can't be rotated: ${why}. Configure an automatic change in the console. Nothing was read.`,
  );
}
