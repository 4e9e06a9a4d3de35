import { quoteText } from '../../errors/message-text.js';
import { APIError, AuthenticationError } from '../../errors/senhasegura-error.js';
import { once } from '../concurrency.js';
import type { IdentifiedItem, ItemReading, ReadItem } from '../item.js';
import { nearestSentence } from '../nearest-first.js';
import type { Vault } from '../vault.js';
import { type Pod, provision, type ProvisionedSecret } from './provision.js';

/** Told of accounts that are made for a run; each has settled before the next thing is done. */
export interface JitEvents {
  /** The vault is about to be asked: from now on there may be accounts, whether or not an answer comes. Told each time it is asked. */
  readonly beforeProvisioning: (pod: Pod) => Promise<void>;
  /** What was made, which is nothing where the vault refused. Give each `id` to `deprovision` with the same pod. */
  readonly afterProvisioning: (pod: Pod, made: readonly ProvisionedAccount[]) => Promise<void>;
}

/** An account that lives until it is ended, or by itself until its date. */
export interface ProvisionedAccount {
  readonly id: string;
  readonly identity: string;
  /** In the vault's own words. */
  readonly expirationDate: string | undefined;
}

export interface JitItems {
  readonly read: ReadItem;
  readonly every: () => Promise<readonly IdentifiedItem[]>;
}

/**
 * Accounts that are made for one run (contract section 3, `provision`): once, when the first is wanted, and all that the authorization
 * has; an identity picks among them. Whoever reads answers for ending them.
 */
export function createJitItems(vault: Vault, pod: Pod, events: JitEvents): JitItems {
  const made = once(async () => {
    const secrets = await provision(vault, pod, () => events.beforeProvisioning(pod)).catch(async (error: unknown) => {
      if (madeNothing(error)) await events.afterProvisioning(pod, []);
      throw error;
    });
    await events.afterProvisioning(
      pod,
      secrets.map(({ id, identity, expirationDate }) => ({ id, identity, expirationDate })),
    );
    return secrets;
  });
  return {
    read: async (identity) => pick(await made(), identity),
    every: async () => (await made()).map(({ identity, ...secret }) => ({ ...detailsOf(secret), id: identity })),
  };
}

/** Whether the vault, or what stands in front of it, has said no: a lost answer and a fault leave it open. */
function madeNothing(error: unknown): boolean {
  if (error instanceof AuthenticationError) return true;
  return error instanceof APIError && error.status >= 400 && error.status < 500 && error.status !== 408;
}

function detailsOf({ fields, version, expirationDate }: Omit<ProvisionedSecret, 'identity'>) {
  return { fields, version, expirationDate };
}

function pick(made: readonly ProvisionedSecret[], identity: string): ItemReading {
  const wanted = identity.normalize('NFC');
  const [found, ...more] = made.filter((secret) => secret.identity.normalize('NFC') === wanted);
  if (found !== undefined && more.length === 0) return { kind: 'found', ...detailsOf(found) };
  if (found !== undefined) {
    const labels = [found, ...more].map(({ label }) => label).join('; ');
    return {
      kind: 'refused',
      why: `the vault made ${more.length + 1} accounts with the identity ${quoteText(identity)} (${labels}). Give one of them another identity in the console.`,
    };
  }
  const nearest = nearestSentence(
    identity,
    made.map((secret) => secret.identity),
  );
  const there = nearest === '' ? 'The authorization has no ephemeral secret: add one to it in the console.' : nearest;
  return { kind: 'missing', why: `the vault made no account with the identity ${quoteText(identity)}. ${there}` };
}
