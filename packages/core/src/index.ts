/** The A2A client for programs, its errors, and the types of what it takes and gives. */

export type { A2AOptions } from './a2a/a2a-options.js';
export { type A2A, createA2A } from './a2a/create-a2a.js';
export type { Application, DsmClient, Secret } from './a2a/dsm-client.js';
export type { EncryptionClient } from './a2a/encryption-client.js';
export type { MySafeClient, MySafeItem, MySafeItems } from './a2a/mysafe-client.js';
export type { Credential, Information, SshKey } from './a2a/opened-items.js';
export type { PamClient } from './a2a/pam-client.js';
export type { ReadOptions, Requests, WriteOptions } from './a2a/requests.js';
export type { WithCredential } from './a2a/with-credential.js';
export {
  MissingSecretError,
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
export type { Pod, ProvisionedSecret } from './vault/dsm/provision.js';
export type { ApplicationInput, AuthorizationCredentials } from './vault/dsm/register-application.js';
export type { StoredSecret } from './vault/dsm/save-secret.js';
export type {
  AccessKeyInput,
  LabelledValue,
  SecretContent,
  SecretCredentialInput,
  SecretInput,
} from './vault/dsm/secret-content.js';
export type { EncryptionKey, EncryptionKeyInput, TransformInput } from './vault/encryption.js';
export type { MySafeEntry, MySafeFilter } from './vault/mysafe/read-mysafe.js';
export type { MySafeApiSecretInput, MySafeNoteInput, MySafePasswordInput } from './vault/mysafe/write-mysafe.js';
export type { CredentialEntry } from './vault/pam/credential-list.js';
export type { InformationInput, StoredInformation } from './vault/pam/information.js';
export type { CredentialInput } from './vault/pam/write-credential.js';
export type { SshKeyInput, StoredSshKey } from './vault/pam/write-ssh-key.js';
export type { StoredItem } from './vault/pam/written-item.js';
export type { VaultAnswer } from './vault/vault.js';
