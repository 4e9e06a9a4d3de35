import { listCredentials, listSshKeys, rotateSshKey } from '@senhasegura-action/core';
import type { RunsCommand } from '../entry/command-context.js';
import { EXIT } from '../entry/exit-code.js';
import { itemId, numberOf } from '../references/item-id.js';
import { withVault } from '../vault-run/with-vault.js';

/** `senhasegura rotate ssh:ID`: has the vault make a new key. */
export const rotate: RunsCommand = (context) => {
  const id = itemId(context.invocation.words[0] ?? '', 'ssh');
  return withVault(context, { always: { secrets: 'dsm:*' } }, async ({ session, log }) => {
    const { vault } = await session.authorized();
    const number = await numberOf(id, () => listSshKeys(vault, () => listCredentials(vault)));
    await rotateSshKey(vault, number);
    log.notice(`Rotated the SSH key ${number}.`);
    return EXIT.done;
  });
};
