import type { KeyObject } from 'node:crypto';
import type { Authentication } from '../auth/authentication.js';
import type { ConnectionSettings } from '../http/connection-settings.js';
import type { ApiChoice } from '../http/route-fallback.js';
import type { Selection } from '../references/selection.js';
import type { ApplicationContext } from '../vault/dsm/read-application.js';

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
  readonly api: ApiChoice;
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
