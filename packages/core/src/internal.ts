/** What this repository's own packages build on. No interface for programs: it changes without notice. */

export { decryptorOf } from './decrypt/decryptor-of.js';
export {
  failureMessage,
  MissingSecretError,
  NoSuchRouteError,
  APIError,
  AuthenticationError,
  CleanupError,
  InputError,
  TransportError,
  systemCode,
} from './errors/senhasegura-error.js';
export type { Log } from './errors/log.js';
export { nearestWord, suggestion, namesShown, quoteText } from './errors/message-text.js';
export { fetchSecrets } from './fetch/fetch-secrets.js';
export type { Fetched } from './fetch/fetch-selections.js';
export type { OneTimeCredential } from './fetch/one-time.js';
export { lookUp, type LookUp } from './fetch/look-up.js';
export { openVaultSession, type RunAccounts, type TakingEvents, type VaultSession } from './fetch/vault-session.js';
export type { ConnectionSettings, HttpClient, HttpEffects, Surroundings, Wait } from './http/http-types.js';
export { createHttpClient } from './http/http-client.js';
export { jobEffects } from './http/effects.js';
export { isLeftOut, proxyFor } from './http/proxy.js';
export { certificateText } from './http/shown-certificate.js';
export { vaultTls } from './http/tls-options.js';
export { TRANSPORT_ADVICE } from './http/transport-advice.js';
export { kindOfCode } from './http/transport-failure.js';
export type { Registration } from './mapping/registration.js';
export { registering, registrationOf } from './mapping/registration-of-run.js';
export {
  coveredPlaceholder,
  type JobTemplate,
  type JobTemplates,
  parseTemplateLine,
  type TemplatePaths,
} from './references/job-templates.js';
export { parseSelection, parseSelections, type TemplateLine } from './references/parse-selections.js';
export {
  BRACES,
  type Delimiters,
  FILE_KINDS,
  type FileKind,
  parseDelimiters,
  parseTemplate,
  type Placeholder,
  type Template,
} from './references/parse-template.js';
export { atLines, formatSelection, placeOf, type Selection } from './references/selection.js';
export { GITLAB_NAMES, readConfigFile } from './settings/config-file.js';
export { parseVaultUrl, readProxy } from './settings/read-connection.js';
export { type LineProblem, readSettings, type ReadTemplates } from './settings/read-settings.js';
export { fileMode, judgeMode, makingPrivate, type ReadTextFile, readTextFile } from './settings/setting-files.js';
export {
  isSecretSetting,
  SETTING_NAMES,
  type SettingEntry,
  type SettingName,
  SETTINGS,
  settingVariable,
} from './settings/setting-table.js';
export { type Environment, givenTexts, type SettingSources, settingTexts } from './settings/setting-texts.js';
export { holdsPem } from './settings/pem-text.js';
export { secretsInSettings, type Settings } from './settings/settings.js';
export { parseBoolean, parseNames, type Reading } from './values/reading.js';
export { type SecretValue, type Source, utf8Text } from './values/secret-value.js';
export { once } from './vault/concurrency.js';
export { type ApplicationContext, registerAuthorization, revokeAuthorization } from './vault/dsm/authorization.js';
export { createDsmItems } from './vault/dsm/dsm-items.js';
/**
 * Accounts that are made for a run: `TakingEvents.accounts` is told before the vault is asked, and of what it made.
 * `endAccount(vault, pod, id)` ends one, as often as it takes; `false` says that there was none any more.
 */
export type { ProvisionedAccount } from './vault/dsm/jit-items.js';
export { endAccount, type Pod } from './vault/dsm/provision.js';
export { checkSecret, saveSecret } from './vault/dsm/save-secret.js';
export { type OpenVault, openVault, type Proof } from './vault/open-vault.js';
export {
  findCredential,
  isCredentialId,
  isSshKey,
  listCredentials,
  type ListedCredential,
} from './vault/pam/credential-list.js';
/**
 * `passwordChange(vault, id)` asks the list (no custody, no secret): `automatic` is `yes`, `no` or `unknown`, `changed` the list's text.
 * `watchChange(vault, id, before, { bound, effects })` polls it until `changed` differs from `before`, `bound` milliseconds at most:
 * `{ kind: 'changed', at }` by our clock, or `{ kind: 'not-in-time' }`. Ask, release, then watch. Ids are digits.
 */
export { type PasswordChange, passwordChange, type Watched, watchChange } from './vault/pam/password-change.js';
export { createPamItems } from './vault/pam/pam-items.js';
export { listSshKeys, onlySshKeys } from './vault/pam/read-ssh-key.js';
export { endCustody, releaseCustody } from './vault/pam/release-custody.js';
export { rotateSshKey } from './vault/pam/write-ssh-key.js';
export type { Vault } from './vault/vault.js';
