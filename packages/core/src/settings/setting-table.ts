/** What is known of one setting before anything is read. */
export interface SettingEntry {
  /** A sentence or two for action.yml, the README and `--help`. */
  readonly about: string;
  /** The text that counts when nobody gives one. */
  readonly default?: string;
  /** The only texts that are possible, where they are few. */
  readonly choices?: readonly string[];
  /** Never shown, whatever happens. */
  readonly secret?: true;
}

/**
 * Every setting of design section 3, in the order in which the documentation shows them. `action.yml`, the README's table and
 * the command line's help are checked against this table.
 */
export const SETTINGS = {
  url: {
    about:
      'Address of the vault, e.g. https://vault.example.com. A path in it is kept as a prefix. http is accepted for a loopback address only.',
  },
  'auth-method': {
    about: 'How the authorization authenticates: oauth2, oauth1 or aws.',
    default: 'oauth2',
    choices: ['oauth2', 'oauth1', 'aws'],
  },
  'client-id': { about: 'Client id of the authorization (OAuth 2.0).' },
  'client-secret': { about: 'Client secret of the authorization (OAuth 2.0).', secret: true },
  'access-token': {
    about: 'A bearer token obtained elsewhere, instead of any credentials. It cannot be renewed.',
    secret: true,
  },
  'consumer-key': { about: 'Consumer key (OAuth 1.0).' },
  'consumer-secret': { about: 'Consumer secret (OAuth 1.0).', secret: true },
  'token-key': { about: 'Token key (OAuth 1.0).' },
  'token-secret': { about: 'Token secret (OAuth 1.0).', secret: true },
  'aws-region': { about: 'AWS region that requests are signed for (aws).', default: 'us-east-1' },
  'aws-service': { about: 'AWS service name that requests are signed for (aws).', default: 'execute-api' },
  'aws-unique-key': {
    about: 'Unique key of the authorization (aws). The AWS keys come from the AWS variables.',
    secret: true,
  },
  application: {
    about:
      'DSM application to register or find first. Give application, system and environment together, or none of them.',
  },
  system: { about: 'System of the DSM application.' },
  environment: { about: 'Environment of the DSM application.' },
  secrets: {
    about:
      'The secrets to bring, a line each: REFERENCE [| MODIFIER]... [> SINK], e.g. dsm:database-prod#password > DB_PASSWORD.',
    default: 'dsm:*',
  },
  api: {
    about: 'Family of endpoints: iso, api, or auto (iso first, api where the vault has no such route).',
    default: 'auto',
    choices: ['iso', 'api', 'auto'],
  },
  'ca-certificate': {
    about: 'Certificate authority to trust besides the system: PEM text, base64 of it, or a path.',
  },
  'client-certificate': { about: 'Client certificate for mutual TLS: PEM text, base64 of it, or a path.' },
  'client-key': {
    about: 'Private key of the client certificate: PEM text, base64 of it, or a path.',
    secret: true,
  },
  'client-key-passphrase': { about: 'Passphrase of the client key.', secret: true },
  insecure: { about: 'true turns the verification of TLS off. Warned about every time.', default: 'false' },
  'decryption-key': {
    about: 'Private key of an authorization that encrypts sensitive information: PEM text, base64 of it, or a path.',
    secret: true,
  },
  timeout: { about: 'Seconds for one request, connecting included.', default: '30' },
  retries: {
    about: 'How often a request is repeated after a network error, 408, 425, 429 or 5xx.',
    default: '10',
  },
  'max-wait': { about: 'Seconds in all that repeating may add to the run.', default: '60' },
  'change-wait': {
    about: 'Seconds that one-time and rotate pam: wait for the vault to change a password.',
    default: '60',
  },
  'expiry-warning': {
    about: 'Days before a used DSM secret expires from which a warning is given; 0 for none.',
    default: '14',
  },
  'mask-min-length': {
    about: 'Shorter values are not masked; a warning names them.',
    default: '4',
  },
  'name-case': {
    about: 'keep or upper, for names taken from fields.',
    default: 'keep',
    choices: ['keep', 'upper'],
  },
  'on-conflict': {
    about: 'What two different values for one name do: error, or last (the later one wins).',
    default: 'error',
    choices: ['error', 'last'],
  },
  'allow-names': {
    about: 'Variable names that are allowed although they are on the deny-list, separated by commas, spaces or lines.',
  },
  'config-file': { about: 'YAML file with the SENHASEGURA_ names of these settings. Everything else beats it.' },
  'mapping-file': {
    about: 'Mapping file whose variables, and only those, are registered in the vault before anything is fetched.',
  },
  'send-environment': {
    about: "true sends the whole environment with the mapping file, as the vendor's CLI does.",
    default: 'false',
  },
  'release-custody': {
    about: 'Release the custody of PAM credentials when the job ends.',
    default: 'true',
  },
  'rotate-ssh-keys': { about: 'Rotate the SSH keys that were used when the job ends.', default: 'false' },
  'revoke-authorization': {
    about:
      'Deactivate the authorization of application, system and environment that this run registered or found, when the job ends. Not for authorizations that jobs share.',
    default: 'false',
  },
  'strict-cleanup': { about: 'A failed clean-up fails the job.', default: 'false' },
  'dry-run': {
    about: 'Look names up and report them with their sinks; show and export no value, take no custody.',
    default: 'false',
  },
  summary: { about: 'Write names, sources and sinks (never values) to the job summary.', default: 'true' },
} as const satisfies Record<string, SettingEntry>;

export type SettingName = keyof typeof SETTINGS;

export const SETTING_NAMES = Object.freeze(Object.keys(SETTINGS) as SettingName[]);

/** Whether a setting holds a secret, which no log and no command line may show. */
export function isSecretSetting(name: SettingName): boolean {
  const entry: SettingEntry = SETTINGS[name];
  return entry.secret === true;
}

/** The environment variable that gives a setting: `client-id` → `SENHASEGURA_CLIENT_ID`, as the vendor's CLI has it. */
export function settingVariable(name: SettingName): string {
  return `SENHASEGURA_${name.toUpperCase().replaceAll('-', '_')}`;
}
