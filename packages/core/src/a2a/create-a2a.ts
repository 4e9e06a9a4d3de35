import { decryptorOf } from '../decrypt/decryptor-of.js';
import type { HttpEffects, Surroundings } from '../http/http-types.js';
import { nodeEffects } from '../http/node-effects.js';
import type { Log } from '../errors/log.js';
import { secretsInSettings } from '../settings/settings.js';
import { openVault } from '../vault/open-vault.js';
import { awaitingCustody } from '../vault/pam/await-custody.js';
import { listCredentials } from '../vault/pam/listed-credential.js';
import { readCredential } from '../vault/pam/read-credential.js';
import { endCustody } from '../vault/pam/release-custody.js';
import type { A2A } from './a2a.js';
import type { A2AOptions } from './a2a-options.js';
import { credentialOf } from './credential.js';
import { createCustodyKeeper } from './custody-keeper.js';
import { createDsmClient } from './dsm-client.js';
import { createEncryptionClient } from './encryption-client.js';
import { createMySafeClient } from './mysafe-client.js';
import type { FieldEffects } from './open-fields.js';
import { createPamClient, idBehind } from './pam-client.js';
import { createPeriodBudget } from './period-budget.js';
import { readOptions } from './read-options.js';
import { createRequests } from './requests.js';
import { createWithCredential, type CredentialReader } from './with-credential.js';

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
    dsm: createDsmClient(vault, fieldEffects),
    pam: createPamClient(vault, reader, fieldEffects),
    mysafe: createMySafeClient(mySafe, fieldEffects),
    encryption: createEncryptionClient(vault, fieldEffects.onSecret),
    withCredential: createWithCredential(reader, keeper, effects.log),
    authenticate: () => opened.authenticate(),
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
