import type { Selection } from '../references/selection.js';
import { createDsmItems } from '../vault/dsm/dsm-items.js';
import { createPamItems } from '../vault/pam/pam-items.js';
import type { Fetched } from './fetched.js';
import { type FetchEffects, fetchSelections } from './fetch-selections.js';
import { createSources } from './sources.js';
import type { VaultSession } from './vault-session.js';

/**
 * Brings every selected value from the vault; publishes nothing.
 * @throws {InputError} what is missing or can't be read; {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function fetchSecrets(
  selections: readonly Selection[],
  session: VaultSession,
  effects: FetchEffects,
): Promise<readonly Fetched[]> {
  const { vault, application } = await session.authorized();
  const sources = createSources({
    vault,
    mySafe: session.opened.mySafe,
    dsm: createDsmItems(vault, application),
    pam: createPamItems(vault, session.events, { budget: session.opened.budget, effects: session.effects }),
  });
  return fetchSelections(selections, sources, effects);
}
