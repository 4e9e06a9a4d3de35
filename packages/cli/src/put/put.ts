import { checkSecret, namesShown, saveSecret } from '@senhasegura-action/core/internal';
import type { RunsCommand } from '../entry/command-context.js';
import { EXIT } from '../entry/exit-code.js';
import { itemId } from '../references/item-id.js';
import { rehearse } from '../vault-run/rehearse.js';
import { prepareCommand, withPreparedVault } from '../vault-run/with-vault.js';
import { parseFieldSources } from './field-source.js';
import { readFields } from './read-fields.js';

/**
 * `senhasegura put dsm:IDENTITY [KEY=@FILE | KEY=-]...`: writes a secret of the DevOps Secret Manager. What it held before is
 * replaced.
 */
export const put: RunsCommand = async (context) => {
  const { invocation, terminal, log } = context;
  const [word = '', ...rest] = invocation.words;
  const identity = itemId(word, 'dsm');
  const sources = parseFieldSources(rest);
  const prepared = await prepareCommand(context, { always: { secrets: 'dsm:*' } });
  const fields = await readFields(sources, terminal);
  prepared.masker.mask([...fields].map(([name, value]) => ({ name, value })));
  const option = (name: string): string | undefined => invocation.options.get(name)?.at(-1);
  const details = {
    name: option('name') ?? identity,
    engine: option('engine'),
    description: option('description'),
    expirationDate: option('expiration-date'),
  };
  const present = Object.fromEntries(Object.entries(details).filter(([, text]) => text !== undefined));
  const secret = { identity, ...present, keyValue: Object.fromEntries(fields) };
  if (prepared.settings.dryRun) {
    checkSecret(secret);
    const names = namesShown([...fields.keys()]);
    return rehearse(prepared, context, () => `create dsm:${identity}, or replace all its fields, with ${names}`);
  }
  return withPreparedVault(prepared, context, async ({ session }) => {
    const { vault } = await session.authorized();
    await saveSecret(vault, secret);
    log.notice(`Saved dsm:${identity} with ${fields.size} ${fields.size === 1 ? 'field' : 'fields'}.`);
    return EXIT.done;
  });
};
