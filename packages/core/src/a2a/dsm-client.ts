import type { Log } from '../errors/log.js';
import { InputError, MissingSecretError } from '../errors/senhasegura-error.js';
import { type MappingInput, type Registered, registerMapping } from '../mapping/registration.js';
import { isJsonArray } from '../values/json-value.js';
import type { Field } from '../values/secret-value.js';
import { textAt } from '../vault/answer-fields.js';
import { readApplication, revokeAuthorization } from '../vault/dsm/authorization.js';
import { createDsmItems } from '../vault/dsm/dsm-items.js';
import { deprovision, type Pod, provision } from '../vault/dsm/provision.js';
import {
  type ApplicationInput,
  type AuthorizationCredentials,
  registerApplication,
} from '../vault/dsm/register-application.js';
import { deleteSecret, saveSecret, type StoredSecret } from '../vault/dsm/save-secret.js';
import type { SecretInput } from '../vault/dsm/secret-content.js';
import type { ItemDetails } from '../vault/item.js';
import type { Vault } from '../vault/vault.js';
import { type FieldEffects, oneValue, openFields } from './open-fields.js';

/** A secret of the DevOps Secret Manager. */
export interface Secret {
  readonly identity: string;
  readonly version: string | undefined;
  /** In the vault's own words. */
  readonly expirationDate: string | undefined;
  /** In the vault's order; a name can be there more than once. */
  readonly fields: readonly Field[];
  /**
   * The value of a field.
   * @throws {InputError} where there is no such field, or several that differ
   */
  value(name: string): string;
}

/** The application that the authorization belongs to. */
export interface Application {
  readonly name: string | undefined;
  readonly description: string | undefined;
  readonly system: string | undefined;
  readonly environment: string | undefined;
  readonly tags: readonly string[];
}

/** The DevOps Secret Manager (contract section 3). */
export interface DsmClient {
  application(): Promise<Application>;
  /** Every secret of the authorization. */
  secrets(): Promise<readonly Secret[]>;
  /** @throws {MissingSecretError} where the authorization can read no such secret */
  secret(identity: string): Promise<Secret>;
  /** Creates the secret of an identity, or writes it anew. */
  saveSecret(input: SecretInput): Promise<StoredSecret>;
  deleteSecret(identity: string): Promise<void>;
  /** Registers an application and an authorization, or finds them. */
  registerApplication(input: ApplicationInput): Promise<AuthorizationCredentials>;
  /** Deactivates the authorization of this client: nothing can be asked after it. */
  deactivateAuthorization(): Promise<void>;
  /** Makes ephemeral secrets for a pod. */
  provision(pod: Pod): Promise<readonly (Secret & { readonly id: string })[]>;
  deprovision(pod: Pod, secretId: string): Promise<void>;
  /** Registers the variables of a mapping file, and only those, as secrets. */
  registerMapping(input: MappingInput): Promise<Registered>;
}

export function createDsmClient(vault: Vault, effects: FieldEffects, log: Pick<Log, 'notice'>): DsmClient {
  const secretOf = (identity: string, sealed: readonly Field[], { version, expirationDate }: ItemDetails): Secret => {
    const what = `secret ${JSON.stringify(identity)}`;
    const { fields } = openFields(what, sealed, () => true, effects);
    return { identity, version, expirationDate, fields, value: (name) => oneValue(what, fields, name) };
  };
  return {
    application: async () => {
      const application = await readApplication(vault);
      const { tags } = application;
      return {
        name: textAt(application, 'name'),
        description: textAt(application, 'description'),
        system: textAt(application, 'system'),
        environment: textAt(application, 'environment'),
        tags: isJsonArray(tags) ? tags.map(String).filter((tag) => tag !== '') : [],
      };
    },
    secrets: async () => (await createDsmItems(vault).every()).map((item) => secretOf(item.id, item.fields, item)),
    secret: async (identity) => {
      const reading = await createDsmItems(vault).read(identity);
      if (reading.kind === 'missing') throw new MissingSecretError(`secret: ${reading.why}`);
      if (reading.kind === 'refused') throw new InputError(`secret: ${reading.why}`);
      if (reading.notice !== undefined) log.notice(`secret: ${reading.notice}`);
      return secretOf(identity, reading.fields, reading);
    },
    saveSecret: (input) => saveSecret(vault, input),
    deleteSecret: (identity) => deleteSecret(vault, identity),
    registerApplication: (input) => registerApplication(vault, input, effects.onSecret),
    deactivateAuthorization: () => revokeAuthorization(vault),
    provision: async (pod) => {
      const secrets = await provision(vault, pod);
      return secrets.map((secret) => ({ id: secret.id, ...secretOf(secret.identity, secret.fields, secret) }));
    },
    deprovision: (pod, secretId) => deprovision(vault, pod, secretId),
    registerMapping: (input) => registerMapping({ ...input, vault, onSecret: effects.onSecret }),
  };
}
