import type { KeyObject } from 'node:crypto';
import type { Selection } from '../references/selection.js';

/** Who we say we are to the vault (contract section 2). */
export type Authentication =
  | { readonly method: 'oauth2'; readonly clientId: string; readonly clientSecret: string }
  | { readonly method: 'access-token'; readonly accessToken: string }
  | {
      readonly method: 'oauth1';
      readonly consumerKey: string;
      readonly consumerSecret: string;
      readonly tokenKey: string;
      readonly tokenSecret: string;
    }
  | {
      readonly method: 'aws';
      readonly region: string;
      readonly service: string;
      readonly uniqueKey: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string;
    };

/** The DSM application, system and environment that an authorization is for. */
export interface ApplicationContext {
  readonly application: string;
  readonly system: string;
  readonly environment: string;
}

export interface TlsSettings {
  /** PEM certificates that are trusted besides the system's. */
  readonly extraAuthorities?: string;
  /** Mutual TLS: PEM texts. */
  readonly client?: { readonly certificate: string; readonly key: string; readonly passphrase?: string };
  /** `false`: the `insecure` setting. */
  readonly verify: boolean;
}

/** Proxies, as the environment names them; empty strings count as absent. */
export interface ProxySettings {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
}

export interface ConnectionSettings {
  /** https, or http for a loopback address. Its path, without a slash at the end, is a prefix of every call's path. */
  readonly url: URL;
  readonly tls: TlsSettings;
  readonly proxy: ProxySettings;
  /** Milliseconds for one request, connecting included. */
  readonly timeout: number;
  /** How often a request is repeated at most. */
  readonly retries: number;
  /** Milliseconds in all that repeating may add to a run. */
  readonly maxWait: number;
}

/** A secret and the name by which a message may call it. */
export interface NamedSecret {
  readonly name: string;
  readonly value: string;
}

/** Every setting of design section 3, validated and frozen. */
export interface Settings {
  readonly connection: ConnectionSettings;
  readonly authentication: Authentication;
  readonly context?: ApplicationContext;
  readonly selections: readonly Selection[];
  readonly api: 'iso' | 'api' | 'auto';
  /** Opens encrypted answers; `pem` is kept to be masked. */
  readonly decryptionKey?: { readonly key: KeyObject; readonly pem: string };
  /** What was given for settings that are secret, whether it counts or not: kept to be masked. */
  readonly givenSecrets: readonly NamedSecret[];
  readonly maskMinLength: number;
  readonly nameCase: 'keep' | 'upper';
  readonly onConflict: 'error' | 'last';
  readonly allowNames: ReadonlySet<string>;
  readonly mappingFile?: string;
  readonly sendEnvironment: boolean;
  readonly releaseCustody: boolean;
  readonly rotateSshKeys: boolean;
  readonly revokeAuthorization: boolean;
  readonly strictCleanup: boolean;
  readonly dryRun: boolean;
  readonly summary: boolean;
}
