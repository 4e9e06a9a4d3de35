import type { VaultData } from '../data/schema.js';
import type { Registration } from '../dsm/cicd-variables.js';
import type { Provisioned } from '../dsm/provision.js';
import type { EncryptionKey } from '../encryption/encryption-key.js';
import { makeMysafeState, type MysafeState } from '../mysafe/mysafe-state.js';
import { makePamState, type PamState } from '../pam/pam-state.js';
import type { Authorization } from './authorization.js';
import { makeClock, type Clock } from './clock.js';
import { makeSecrets, type Secrets } from './secret.js';
import type { VaultSettings } from './settings.js';
import { makeTokens, type Tokens } from './tokens.js';

/** Everything the emulated vault knows. Handlers change it; tests read it. */
export interface Vault {
  readonly settings: VaultSettings;
  readonly clock: Clock;
  readonly tokens: Tokens;
  /** OAuth 1.0 nonces, each with its authorization and timestamp. */
  readonly usedNonces: Set<string>;
  readonly authorizations: Authorization[];
  readonly secrets: Secrets;
  /** What `POST /iso/cicd/variables` brought, in order. */
  readonly registrations: Registration[];
  /** Ephemeral secrets by id. */
  readonly provisioned: Map<string, Provisioned>;
  readonly pam: PamState;
  readonly mysafe: MysafeState;
  /** Keys of the encryption service by id. */
  readonly encryptionKeys: Map<string, EncryptionKey>;
}

export function makeVault(data: VaultData, authorizations: Authorization[], settings: VaultSettings): Vault {
  const clock = makeClock();
  return {
    ...{ settings, clock, authorizations },
    tokens: makeTokens(clock),
    usedNonces: new Set(),
    secrets: makeSecrets(data.secrets),
    registrations: [],
    provisioned: new Map(),
    pam: makePamState(data),
    mysafe: makeMysafeState(data),
    encryptionKeys: new Map(),
  };
}
