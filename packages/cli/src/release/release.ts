import { listCredentials, releaseCustody } from '@senhasegura-action/core';
import type { RunsCommand } from '../entry/command-context.js';
import { EXIT } from '../entry/exit-code.js';
import { itemId, numberOf } from '../references/item-id.js';
import { withVault } from '../vault-run/with-vault.js';

/** `senhasegura release pam:ID`: a custody that nobody has is as good as released. */
export const release: RunsCommand = (context) => {
  const id = itemId(context.invocation.words[0] ?? '', 'pam');
  return withVault(context, { always: { secrets: 'dsm:*' } }, async ({ session, log }) => {
    const { vault } = await session.authorized();
    const number = await numberOf(id, () => listCredentials(vault));
    const released = await releaseCustody(vault, number);
    log.notice(released ? `Released the custody of credential ${number}.` : `Credential ${number} was not in custody.`);
    return EXIT.done;
  });
};
