import { decryptorOf } from '../decrypt/decryptor-of.js';
import type { Log } from '../errors/log.js';
import type { HttpEffects, Surroundings } from '../http/http-types.js';
import { nodeEffects } from '../http/effects.js';
import { createRetryBudget, type RetryBudget } from '../http/retry-budget.js';
import { secretsInSettings } from '../settings/settings.js';
import { openVault } from '../vault/open-vault.js';
import { listCredentials } from '../vault/pam/credential-list.js';
import { awaitingCustody, readCredential } from '../vault/pam/read-credential.js';
import { endCustody } from '../vault/pam/release-custody.js';
import type { A2AOptions } from './a2a-options.js';
import { createCustodyKeeper } from './custody-keeper.js';
import { createDsmClient, type DsmClient } from './dsm-client.js';
import { createEncryptionClient, type EncryptionClient } from './encryption-client.js';
import { createMySafeClient, type MySafeClient } from './mysafe-client.js';
import type { FieldEffects } from './open-fields.js';
import { credentialOf } from './opened-items.js';
import { createPamClient, idBehind, type PamClient } from './pam-client.js';
import { readOptions } from './read-options.js';
import { createRequests, type Requests } from './requests.js';
import { createWithCredential, type CredentialReader, type WithCredential } from './with-credential.js';

/**
 * A program's way into a vault. Every call can end with an {AuthenticationError}, an {APIError} (`status`, `vaultCode`) or a
 * {TransportError} of the vault, and with an {InputError} for what the program wrote, before anything is sent.
 */
export interface A2A extends Requests {
  readonly dsm: DsmClient;
  readonly pam: PamClient;
  readonly mysafe: MySafeClient;
  readonly encryption: EncryptionClient;
  /**
   * Reads a credential, hands it to `use`, and releases custody whatever happens. Uses of one credential that overlap share one
   * custody, which is released once, after the last.
   *
   * @param reference an id, an identifier or `username@hostname`
   * @returns what `use` returns
   * @throws what `use` throws, with a failed release as its `releaseError`; {CleanupError} where only the release failed
   */
  readonly withCredential: WithCredential;
  /** Asks for a token, which proves the address, TLS and the credentials. Not needed before other calls. */
  authenticate(): Promise<void>;
  /** Ends the connections at once: what is under way fails. */
  close(): Promise<void>;
}

/**
 * A client for programs. Nothing is sent before the first call.
 * @param surroundings the clock, the chance and the patience; replaced in tests
 * @throws {InputError} every problem of the options at once
 */
export async function createA2A(options: A2AOptions, surroundings: Surroundings = nodeEffects): Promise<A2A> {
  const settings = await readOptions(options);
  const effects = effectsOf(options, surroundings);
  for (const { value } of secretsInSettings(settings)) effects.onSecret(value);
  const budget = createPeriodBudget(settings.connection.maxWait, () => effects.now());
  const opened = openVault(settings, effects, budget);
  const { own: vault, mySafe } = opened;
  const fieldEffects: FieldEffects = {
    decrypt: await decryptorOf(settings, effects.log),
    onSecret: (value) => {
      effects.onSecret(value);
    },
  };
  const reader: CredentialReader = {
    idOf: (reference) => idBehind(reference, () => listCredentials(vault)),
    read: async (id, taking) => {
      const beforeCustody = (): Promise<void> => {
        taking?.();
        return Promise.resolve();
      };
      const isListed = async (): Promise<boolean> => (await listCredentials(vault)).some((listed) => listed.id === id);
      const fields = await awaitingCustody(id, () => readCredential(vault, id, beforeCustody), isListed, {
        budget,
        effects,
      });
      return credentialOf(id, fields, fieldEffects);
    },
  };
  const keeper = createCustodyKeeper((id) => endCustody(vault, id));
  return {
    ...createRequests((path) => (/^\/api\/mysafe(?:\/|$)/.test(path) ? mySafe() : vault), settings.connection.url),
    dsm: createDsmClient(vault, fieldEffects, effects.log),
    pam: createPamClient(vault, reader, fieldEffects),
    mysafe: createMySafeClient(mySafe, fieldEffects),
    encryption: createEncryptionClient(vault, fieldEffects.onSecret),
    withCredential: createWithCredential(reader, keeper, effects.log),
    authenticate: async () => {
      const proof = await opened.authenticate();
      if (proof.kind === 'none') throw proof.instead;
    },
    close: () => opened.close(),
  };
}

/** What the program wants to hear of; nothing is printed for it. */
function effectsOf({ log = {}, onSecret }: A2AOptions, surroundings: Surroundings): HttpEffects {
  const level = (name: keyof Log) => (message: string) => {
    log[name]?.(message);
  };
  return {
    ...surroundings,
    log: { debug: level('debug'), info: level('info'), notice: level('notice'), warning: level('warning') },
    onSecret: (value) => {
      onSecret?.(value);
    },
  };
}

/**
 * A budget that is whole again whenever nothing is being repeated: a program lives longer than a job.
 * @param total milliseconds for one period of repeating
 */
export function createPeriodBudget(total: number, now: () => number): RetryBudget {
  let budget = createRetryBudget(total, now);
  let active = 0;
  return {
    begin: () => {
      active += 1;
      budget.begin();
    },
    end: () => {
      active -= 1;
      budget.end();
      if (active === 0) budget = createRetryBudget(total, now);
    },
    left: () => budget.left(),
    lose: () => {
      budget.lose();
    },
    // What began before counts, and what comes later tries anew.
    lost: () => active > 0 && budget.lost(),
  };
}
