import { InputError } from '../errors/senhasegura-error.js';
import { placeOf, type Selection } from '../references/selection.js';
import { createCertificateItems } from '../vault/certificate.js';
import { once, rememberedBy } from '../vault/concurrency.js';
import { createDsmItems, type DsmItems } from '../vault/dsm/dsm-items.js';
import type { JitItems } from '../vault/dsm/jit-items.js';
import type { ReadItem } from '../vault/item.js';
import { type MySafeSource, readMySafeEntity } from '../vault/mysafe/read-mysafe.js';
import { readInformation } from '../vault/pam/information.js';
import { createPamItems, type PamItems } from '../vault/pam/pam-items.js';
import type { Vault } from '../vault/vault.js';
import { type Fetched, type FetchEffects, fetchSelections, type Sources } from './fetch-selections.js';
import { oneTimeCredentials } from './one-time.js';
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
  refuseAccounts(selections, session);
  const { vault, application } = await session.authorized();
  const pam = createPamItems(vault, session.events, { budget: session.opened.budget, effects: session.effects });
  const oneTime = await oneTimeCredentials(vault, selections, pam.credentialId);
  if (oneTime.length > 0) await session.events.beforeOneTime?.(oneTime);
  const sources = createSources({
    vault,
    mySafe: session.opened.mySafe,
    dsm: createDsmItems(vault, application),
    jit: accountsOfRun(vault, session),
    pam,
    cert: createCertificateItems(vault, (secret) => {
      session.effects.onSecret(secret);
    }),
  });
  return fetchSelections(selections, sources, { expiry: session.expiry, ...effects });
}

/** @throws {InputError} every selection of an account, where nobody would end it */
function refuseAccounts(selections: readonly Selection[], { events }: Pick<VaultSession, 'events'>): void {
  if (events.accounts !== undefined) return;
  const wanted = selections.filter(({ target }) => target.source === 'jit');
  if (wanted.length === 0) return;
  throw new InputError(
    wanted.map(
      (selection) =>
        `${placeOf(selection)}: an account is made for what ends, and nothing would end this one. Use it in a job, or with "senhasegura run".`,
    ),
  );
}

/** The accounts of this run, made when the first is wanted; the code for it is loaded then, too. */
function accountsOfRun(vault: Vault, { events }: Pick<VaultSession, 'events'>): SourceParts['jit'] {
  return once(async () => {
    const [{ createJitItems }, accounts] = await Promise.all([
      import('../vault/dsm/jit-items.js'),
      events.accounts?.(),
    ]);
    if (accounts === undefined) throw new InputError('Nothing would end the accounts of this run.');
    return createJitItems(vault, accounts.pod, accounts);
  });
}

interface SourceParts {
  readonly vault: Vault;
  /** The vault with a token of MySafe's own path; made when it is first needed. */
  readonly mySafe: () => Vault;
  readonly dsm: DsmItems;
  readonly jit: () => Promise<JitItems>;
  readonly pam: PamItems;
  readonly cert: ReadItem;
}

/** Everything that references can point at. The same item is asked for once a run. */
function createSources({ vault, mySafe, dsm, jit, pam, cert }: SourceParts): Sources {
  const fromMySafe = (source: MySafeSource) => rememberedBy((id) => readMySafeEntity(mySafe(), source, id));
  return {
    every: { dsm: dsm.every, jit: async () => (await jit()).every() },
    items: {
      dsm: dsm.read,
      jit: async (id) => (await jit()).read(id),
      pam: pam.credential,
      ssh: pam.sshKey,
      info: rememberedBy((id) => readInformation(vault, id)),
      'mysafe-password': fromMySafe('mysafe-password'),
      'mysafe-note': fromMySafe('mysafe-note'),
      'mysafe-api': fromMySafe('mysafe-api'),
      cert,
    },
  };
}
