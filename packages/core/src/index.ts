export { bringSecrets } from './bring-secrets.js';
export { takeBack } from './take-back.js';
export type { Environment, Log, Platform, StateStore, VariableRules } from './platform.js';
export { InputError } from './errors/senhasegura-error.js';
export { fromStateParts, toStateParts } from './ledger/state-parts.js';
export { printable } from './report/printable.js';
export type { SettingSources } from './settings/setting-texts.js';
export {
  SETTINGS,
  type SettingEntry,
  SETTING_NAMES,
  type SettingName,
  isSecretSetting,
  settingVariable,
} from './settings/setting-table.js';
export type { Command, CommandOutcome, RunCommand } from './agent/run-command.js';
export { neededVariables, spawnCommand } from './agent/spawn-command.js';

// The parts that the command line puts together in its own ways.
export { utf8Text } from './values/utf8-text.js';
export { readTextFile } from './files/read-text-file.js';
export type { ReadTextFile } from './settings/pem-text.js';
export { dryRun } from './report/dry-run.js';
export { openLedgerBook, type LedgerBook } from './ledger/ledger-book.js';
export { EMPTY_LEDGER, type Ledger } from './ledger/ledger.js';
export { parseLedger } from './ledger/ledger-text.js';
export { readSettings } from './settings/read-settings.js';
export { readConfigFile } from './settings/config-file.js';
export { secretsInSettings } from './settings/secrets-in-settings.js';
export type { Settings } from './settings/settings.js';
export { openVaultSession, type VaultSession } from './fetch/vault-session.js';
export { namesShown } from './fetch/choose-fields.js';
export { fetchSecrets } from './fetch/fetch-secrets.js';
export type { Fetched } from './fetch/fetched.js';
export type { SecretValue } from './fetch/secret-value.js';
export { decryptorOf } from './decrypt/decryptor-of.js';
export { fetchedSecrets } from './masking/fetched-secrets.js';
export { createMasker, type Masker } from './masking/masker.js';
export { maskForms } from './masking/mask-forms.js';
export { effectsOf } from './surroundings.js';
export { deleteProjectVariables } from './gitlab/delete-project-variables.js';
export { jobEffects } from './http/job-effects.js';
export type { HttpAnswer, HttpEffects } from './http/http-types.js';
export { createHttpClient } from './http/http-client.js';
export { proxyFor } from './http/proxy.js';
export { vaultTls } from './http/tls-options.js';
export { kindOfCode } from './http/transport-kind.js';
export { TRANSPORT_ADVICE } from './errors/transport-advice.js';
export { planPublications } from './publish/publication-plan.js';
export { type Publication, describeDestination } from './publish/publication.js';
export { resolveDestinations } from './publish/resolve-destinations.js';
export { publish } from './publish/publish.js';
export { emptyAgent } from './clean-up/empty-agent.js';
export { removeFiles } from './clean-up/remove-files.js';
export { crowdingOf } from './publish/crowding.js';
export { fitsEnvironment } from './publish/fits-environment.js';
export { reportCleanUp } from './clean-up/report-clean-up.js';
export { releaseCustodies } from './clean-up/release-custodies.js';
export { takeBackInVault } from './clean-up/take-back-in-vault.js';
export type { CleanUpResult } from './clean-up/clean-up-step.js';
export { failureMessage } from './failure-message.js';
export { APIError, AuthenticationError, CleanupError, TransportError } from './errors/senhasegura-error.js';
export { MissingSecretError } from './errors/missing-secret-error.js';
export { NoSuchRouteError } from './errors/no-such-route-error.js';
export { parseSelection } from './references/parse-selection.js';
export { formatSelection } from './references/format-selection.js';
export type { Selection, Source } from './references/selection.js';
export { deniedBy } from './names/deny-list.js';
export { quoteText } from './references/quote-text.js';
export { nearestWord, suggestion } from './references/nearest-word.js';
export { distrustOfFolder } from './files/distrust.js';
export { writePrivateFile } from './files/private-file.js';
export { readPrivateText, replacePrivateText } from './files/private-text.js';
export { removePrivateFile } from './files/remove-private-file.js';
export { createDsmItems } from './vault/dsm/dsm-items.js';
export { isSshKey, listCredentials, type ListedCredential } from './vault/pam/listed-credential.js';
export { listSshKeys, onlySshKeys } from './vault/pam/read-ssh-key.js';
export { findCredential, isCredentialId } from './vault/pam/find-credential.js';
export { releaseCustody } from './vault/pam/release-custody.js';
export { rotateSshKey } from './vault/pam/rotate-ssh-key.js';
export type { Vault } from './vault/vault.js';
export { registering, registrationOf } from './mapping/registration-of-run.js';

// What an adapter writes for a job's shell.
export { printLine, quotePosix, untraced } from './shell/posix-shell.js';
export { isKeptByPosixShells } from './shell/posix-names.js';

// What an adapter needs to speak to its CI system's own API.
export type { HttpRequest } from './http/http-types.js';
export type { ConnectionSettings } from './settings/settings.js';
export { parseBoolean, parseNames } from './settings/parse-setting.js';
export { checkSecret, saveSecret } from './vault/dsm/save-secret.js';
export { systemCode } from './files/system-error.js';

// A client for programs.
export { createA2A } from './a2a/create-a2a.js';
export type { A2A } from './a2a/a2a.js';
export type { A2AOptions } from './a2a/a2a-options.js';
export type { Credential } from './a2a/credential.js';
export type { Application, DsmClient, Secret } from './a2a/dsm-client.js';
export type { EncryptionClient } from './a2a/encryption-client.js';
export type { Information } from './a2a/information.js';
export type { MySafeClient, MySafeItem, MySafeItems } from './a2a/mysafe-client.js';
export type { PamClient } from './a2a/pam-client.js';
export type { ReadOptions, Requests, WriteOptions } from './a2a/requests.js';
export type { SshKey } from './a2a/ssh-key.js';
export type { WithCredential } from './a2a/with-credential.js';
export { SenhaseguraError } from './errors/senhasegura-error.js';
export type { Field } from './fetch/secret-value.js';
export type { MappingInput } from './mapping/prepare-registration.js';
export { type Registered, registerMapping } from './mapping/register-mapping.js';
export { type JsonObject, type JsonValue, NumberText } from './vault/json-value.js';
export type { VaultAnswer } from './vault/vault.js';
export type { Pod, ProvisionedSecret } from './vault/dsm/provision.js';
export type { AuthorizationCredentials } from './vault/dsm/authorization-credentials.js';
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
