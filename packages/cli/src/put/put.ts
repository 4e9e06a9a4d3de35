import { saveSecret } from '@senhasegura-action/core';
import type { RunsCommand } from '../entry/command-context.js';
import { EXIT } from '../entry/exit-code.js';
import { itemId } from '../references/item-id.js';
import { settingSources } from '../settings/setting-sources.js';
import { prepareSettings } from '../vault-run/vault-run.js';
import { withPreparedVault } from '../vault-run/with-vault.js';
import { parseFieldSources } from './field-source.js';
import { readFields } from './read-fields.js';

/**
 * `senhasegura put dsm:IDENTITY [KEY=@FILE | KEY=-]...`: writes a secret of the DevOps Secret Manager. What it held before is
 * replaced.
 */
export const put: RunsCommand = async (context) => {
  const { invocation, given, terminal, log } = context;
  const [word = '', ...rest] = invocation.words;
  const identity = itemId(word, 'dsm');
  const sources = parseFieldSources(rest);
  const prepared = await prepareSettings(
    settingSources(invocation, given, terminal, { always: { secrets: 'dsm:*' } }),
    log,
  );
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
  return withPreparedVault(prepared, context, async ({ session }) => {
    const { vault } = await session.authorized();
    await saveSecret(vault, { identity, ...present, keyValue: Object.fromEntries(fields) });
    log.notice(`Saved dsm:${identity} with ${fields.size} ${fields.size === 1 ? 'field' : 'fields'}.`);
    return EXIT.done;
  });
};
