import type { VaultData } from '../data/schema.js';
import type { Authorization } from './authorization.js';
import { makeClock, type Clock } from './clock.js';
import { secretsOf, type Secret } from './secret.js';
import type { VaultSettings } from './settings.js';
import { makeTokens, type Tokens } from './tokens.js';

/** Everything the emulated vault knows. Handlers change it; tests read it. */
export interface Vault {
  readonly settings: VaultSettings;
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly authorizations: Authorization[];
  readonly secrets: Secret[];
}

export function makeVault(data: VaultData, authorizations: Authorization[], settings: VaultSettings): Vault {
  const clock = makeClock();
  return { settings, clock, tokens: makeTokens(clock), authorizations, secrets: secretsOf(data.secrets) };
}
