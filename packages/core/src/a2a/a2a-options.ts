import type { Log } from '../errors/log.js';
import type { Environment } from '../settings/setting-texts.js';
import type { ReadTextFile } from '../settings/setting-files.js';
import type { SettingName } from '../settings/setting-table.js';

/** How a program reaches a vault. Every option is checked as the setting of the same name is. */
export interface A2AOptions {
  /** Address of the vault, e.g. `https://vault.example.com`; a path in it is kept as a prefix. */
  readonly baseUrl?: string | undefined;
  /** `oauth2` (default), `oauth1` or `aws`. */
  readonly authMethod?: 'oauth2' | 'oauth1' | 'aws' | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  /** A bearer token obtained elsewhere, instead of any credentials. It can't be renewed. */
  readonly accessToken?: string | undefined;
  readonly consumerKey?: string | undefined;
  readonly consumerSecret?: string | undefined;
  readonly tokenKey?: string | undefined;
  readonly tokenSecret?: string | undefined;
  readonly awsAccessKeyId?: string | undefined;
  readonly awsSecretAccessKey?: string | undefined;
  readonly awsSessionToken?: string | undefined;
  readonly awsRegion?: string | undefined;
  readonly awsService?: string | undefined;
  readonly awsUniqueKey?: string | undefined;
  /** `auto` (default): `/iso` first, `/api` where the vault has no such route. */
  readonly api?: 'iso' | 'api' | 'auto' | undefined;
  /** Certificate authority to trust besides the system's: PEM text, base64 of it, or a path. */
  readonly ca?: string | undefined;
  /** Mutual TLS, in the same forms. */
  readonly clientCertificate?: string | undefined;
  readonly clientKey?: string | undefined;
  readonly clientKeyPassphrase?: string | undefined;
  /** `true` turns the verification of TLS off, with a warning. */
  readonly insecure?: boolean | undefined;
  /** The authorization's private key, for encrypted answers, in the same forms. */
  readonly decryptionKey?: string | undefined;
  /** Seconds for one request, connecting included; 30. */
  readonly timeout?: number | undefined;
  /** How often a request is repeated where that is safe; 3. */
  readonly retries?: number | undefined;
  /** Seconds that repeating may take; 60. Whole again whenever nothing is being repeated. */
  readonly maxWait?: number | undefined;
  /**
   * Variables for what no option gives: the `SENHASEGURA_` names, proxies, AWS keys. Nothing is read by itself: pass
   * `process.env` where that is wanted.
   */
  readonly environment?: Environment | undefined;
  /** Reads the files that options point to; Node's own by default. */
  readonly readTextFile?: ReadTextFile | undefined;
  /** Takes messages; no secret is ever in them. Nothing is printed. */
  readonly log?: Partial<Log> | undefined;
  /** Takes every secret at first sight, to be masked: of the options, tokens, and what the typed helpers read. */
  readonly onSecret?: ((value: string) => void) | undefined;
}

/** The setting behind each option that is one. */
export const OPTION_SETTINGS = {
  baseUrl: 'url',
  authMethod: 'auth-method',
  clientId: 'client-id',
  clientSecret: 'client-secret',
  accessToken: 'access-token',
  consumerKey: 'consumer-key',
  consumerSecret: 'consumer-secret',
  tokenKey: 'token-key',
  tokenSecret: 'token-secret',
  awsRegion: 'aws-region',
  awsService: 'aws-service',
  awsUniqueKey: 'aws-unique-key',
  api: 'api',
  ca: 'ca-certificate',
  clientCertificate: 'client-certificate',
  clientKey: 'client-key',
  clientKeyPassphrase: 'client-key-passphrase',
  insecure: 'insecure',
  decryptionKey: 'decryption-key',
  timeout: 'timeout',
  retries: 'retries',
  maxWait: 'max-wait',
} as const satisfies Partial<Record<keyof A2AOptions, SettingName>>;

/** The AWS variable behind each option that is one. */
export const OPTION_VARIABLES = {
  awsAccessKeyId: 'AWS_ACCESS_KEY_ID',
  awsSecretAccessKey: 'AWS_SECRET_ACCESS_KEY',
  awsSessionToken: 'AWS_SESSION_TOKEN',
} as const satisfies Partial<Record<keyof A2AOptions, string>>;

/** What the type of an option's value is, where it is not a text. */
export const OPTION_TYPES: Readonly<Record<string, 'number' | 'boolean' | 'object' | 'function'>> = {
  insecure: 'boolean',
  timeout: 'number',
  retries: 'number',
  maxWait: 'number',
  environment: 'object',
  log: 'object',
  readTextFile: 'function',
  onSecret: 'function',
};
