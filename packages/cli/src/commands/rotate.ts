import { rotateSshKey } from '@senhasegura-action/core/internal';
import type { RunsCommand } from '../settings/command-context.js';
import { EXIT } from '../terminal/exit-code.js';
import { itemId, numberIn } from '../vault-run/items.js';
import { prepareCommand, rehearse, withPreparedVault } from '../vault-run/with-vault.js';

/** `senhasegura rotate ssh:ID`: has the vault make a new key. */
export const rotate: RunsCommand = async (context) => {
  const id = itemId(context.invocation.words[0] ?? '', 'ssh');
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
};
