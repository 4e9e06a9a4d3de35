/** The A2A client for programs, its errors, and the types of what it takes and gives. */

export type { A2AOptions } from './a2a/a2a-options.js';
export type { A2A } from './a2a/a2a.js';
export { createA2A } from './a2a/create-a2a.js';
export type { Credential } from './a2a/credential.js';
export type { Application, DsmClient, Secret } from './a2a/dsm-client.js';
export type { EncryptionClient } from './a2a/encryption-client.js';
export type { Information } from './a2a/information.js';
export type { MySafeClient, MySafeItem, MySafeItems } from './a2a/mysafe-client.js';
export type { PamClient } from './a2a/pam-client.js';
export type { ReadOptions, Requests, WriteOptions } from './a2a/requests.js';
export type { SshKey } from './a2a/ssh-key.js';
export type { WithCredential } from './a2a/with-credential.js';
export { MissingSecretError } from './errors/missing-secret-error.js';
export {
  APIError,
  AuthenticationError,
  CleanupError,
  InputError,
  SenhaseguraError,
  TransportError,
} from './errors/senhasegura-error.js';
export { type MappingInput, type Registered, registerMapping } from './mapping/registration.js';
export { type JsonObject, type JsonValue, NumberText } from './values/json-value.js';
export type { Field } from './values/secret-value.js';
export type { AuthorizationCredentials } from './vault/dsm/authorization-credentials.js';
export type { Pod, ProvisionedSecret } from './vault/dsm/provision.js';
export type { ApplicationInput } from './vault/dsm/register-application.js';
export type { StoredSecret } from './vault/dsm/save-secret.js';
export type {
  AccessKeyInput,
  LabelledValue,
  SecretContent,
  SecretCredentialInput,
  SecretInput,
} from './vault/dsm/secret-input.js';
export type { EncryptionKey, EncryptionKeyInput } from './vault/encryption/encryption-keys.js';
export type { TransformInput } from './vault/encryption/transform.js';
export type { MySafeApiSecretInput, MySafeNoteInput, MySafePasswordInput } from './vault/mysafe/mysafe-inputs.js';
export type { MySafeEntry, MySafeFilter } from './vault/mysafe/mysafe-items.js';
export type { CredentialInput } from './vault/pam/credential-input.js';
export type { CredentialEntry } from './vault/pam/credential-list.js';
export type { InformationInput } from './vault/pam/save-information.js';
export type { StoredSshKey } from './vault/pam/save-ssh-key.js';
export type { SshKeyInput } from './vault/pam/ssh-key-input.js';
export type { StoredItem } from './vault/pam/stored-item.js';
export type { VaultAnswer } from './vault/vault.js';
