import { releaseCustody, type Vault } from '@senhasegura-action/core/internal';
import type { RunsCommand } from '../settings/command-context.js';
import { EXIT } from '../terminal/exit-code.js';
import { itemId, numberIn } from '../vault-run/items.js';
import { prepareCommand, rehearse, withPreparedVault } from '../vault-run/with-vault.js';

/** `senhasegura release pam:ID`: a custody that nobody has is as good as released. */
export const release: RunsCommand = async (context) => {
  const id = itemId(context.invocation.words[0] ?? '', 'pam');
  const prepared = await prepareCommand(context, { always: { secrets: 'dsm:*' } });
  if (prepared.settings.dryRun) {
    const plan = async (vault: Vault | undefined): Promise<string> =>
      `release the custody of credential ${await numberIn(vault, 'pam', id)}`;
    return rehearse(prepared, context, plan);
  }
  return withPreparedVault(prepared, context, async ({ session, log }) => {
    const { vault } = await session.authorized();
    const number = await numberIn(vault, 'pam', id);
    const released = await releaseCustody(vault, number);
    log.notice(released ? `Released the custody of credential ${number}.` : `Credential ${number} was not in custody.`);
    return EXIT.done;
  });
};
