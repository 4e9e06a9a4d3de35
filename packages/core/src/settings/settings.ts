import type { KeyObject } from 'node:crypto';
import type { Authentication } from '../auth/authenticator.js';
import type { ConnectionSettings } from '../http/http-types.js';
import type { ApiChoice } from '../http/route-fallback.js';
import type { JobTemplates } from '../references/job-templates.js';
import type { Selection } from '../references/selection.js';
import type { ApplicationContext } from '../vault/dsm/authorization.js';

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
  /** The templates that `secrets` names, where it names any. */
  readonly templates?: JobTemplates;
  readonly api: ApiChoice;
  /** Opens encrypted answers; `pem` is kept to be masked. */
  readonly decryptionKey?: { readonly key: KeyObject; readonly pem: string };
  /** What was given for settings that are secret, whether it counts or not: kept to be masked. */
  readonly givenSecrets: readonly NamedSecret[];
  /** Milliseconds that a password's change is waited for. */
  readonly changeWait: number;
  /** Days before a secret expires from which a run warns of it; 0 for none. */
  readonly expiryWarning: number;
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
  /** What the user has to be warned of before anything is done, a sentence each. */
  readonly remarks?: readonly string[];
}

/** Every secret that the settings themselves hold, also those that this run does not use: they are masked before the first request (design section 4). */
export function secretsInSettings({
  authentication,
  connection,
  decryptionKey,
  givenSecrets = [],
}: Pick<Settings, 'authentication' | 'connection' | 'decryptionKey'> &
  Partial<Pick<Settings, 'givenSecrets'>>): readonly NamedSecret[] {
  const secrets: NamedSecret[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') secrets.push({ name, value });
  };
  switch (authentication.method) {
    case 'oauth2':
      add('client-secret', authentication.clientSecret);
      break;
    case 'access-token':
      add('access-token', authentication.accessToken);
      break;
    case 'oauth1':
      add('consumer-secret', authentication.consumerSecret);
      add('token-secret', authentication.tokenSecret);
      break;
    case 'aws':
      add('aws-unique-key', authentication.uniqueKey);
      add('AWS_ACCESS_KEY_ID', authentication.accessKeyId);
      add('AWS_SECRET_ACCESS_KEY', authentication.secretAccessKey);
      add('AWS_SESSION_TOKEN', authentication.sessionToken);
      break;
  }
  add('client-key', connection.tls.client?.key);
  add('client-key-passphrase', connection.tls.client?.passphrase);
  add('decryption-key', decryptionKey?.pem);
  for (const { name, value } of givenSecrets) add(name, value);
  return secrets;
}
