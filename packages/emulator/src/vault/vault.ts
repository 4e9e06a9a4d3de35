import * as v from 'valibot';
import type { VaultData } from '../data/schema.js';
import type { Authorization } from './authorization.js';
import { type Certificate, certificateOf } from './certificate.js';
import { type Account, makeSecrets, type Registration, type Secrets } from './dsm-state.js';
import type { EncryptionKey } from './encryption-key.js';
import { makeMysafeState, type MysafeState } from './mysafe-state.js';
import { makePamState, type PamState } from './pam-state.js';
import { type Clock, makeClock, makeTokens, type Tokens } from './tokens.js';

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
  /** The accounts that `provision` made, by the id of their secret; those that have run out are no longer in use. */
  readonly accounts: Map<string, Account>;
  readonly pam: PamState;
  readonly mysafe: MysafeState;
  /** Certificates by id. */
  readonly certificates: ReadonlyMap<string, Certificate>;
  /** Keys of the encryption service by id. */
  readonly encryptionKeys: Map<string, EncryptionKey>;
}

export function makeVault(data: VaultData, authorizations: Authorization[], settings: VaultSettings): Vault {
  const clock = makeClock();
  return { settings, clock, ...contentOf(data, authorizations, clock) };
}

/** Puts other data into a vault: all that it held is gone, tokens too; its settings and its clock stay. */
export function refill(vault: Vault, data: VaultData, authorizations: Authorization[]): void {
  Object.assign(vault, contentOf(data, authorizations, vault.clock));
}

function contentOf(data: VaultData, authorizations: Authorization[], clock: Clock): Omit<Vault, 'settings' | 'clock'> {
  return {
    authorizations,
    tokens: makeTokens(clock),
    usedNonces: new Set(),
    secrets: makeSecrets(data.secrets),
    registrations: [],
    accounts: new Map(),
    pam: makePamState(data),
    mysafe: makeMysafeState(data),
    certificates: new Map(data.certificates.map((certificate) => [certificate.id, certificateOf(certificate)])),
    encryptionKeys: new Map(),
  };
}

/** How the emulator behaves; all of it can be changed while it runs. */
export const settingsSchema = v.strictObject({
  /** Where the payload goes; `by-family`: beside `response` on /iso, inside it on /api. */
  envelope: v.optional(v.picklist(['by-family', 'beside', 'inside']), 'by-family'),
  /** `http-200`: failures come as `error: true` with HTTP 200. */
  errorStatus: v.optional(v.picklist(['http', 'http-200']), 'http'),
  /** Send `mensagem`, `erro`, `cod_erro` too. */
  twins: v.optional(v.boolean(), true),
  /** The families of paths it speaks; for another one it has no route. */
  families: v.optional(v.pipe(v.array(v.picklist(['iso', 'api'])), v.minLength(1)), ['iso', 'api']),
  /** Seconds that an access token lives. */
  tokenLifetime: v.optional(v.pipe(v.number(), v.minValue(0)), 3600),
  tokenType: v.optional(v.picklist(['Bearer', 'bearer']), 'Bearer'),
  /** What GET /api/pam/credential/{id} gives: the seed says metadata, the vendor's newer pages say the password. */
  apiCredential: v.optional(v.picklist(['metadata', 'password']), 'password'),
  /** What GET /iso/coe/senha/{id} gives: clients in C# and PHP read `senha`, the seed has `credential`. */
  legacyRead: v.optional(v.picklist(['senha', 'credential']), 'senha'),
  /** Seconds that the change of a password takes after the release that starts it. */
  changeDelay: v.optional(v.pipe(v.number(), v.minValue(0)), 0),
  /** How PEM and CRT come: base64 of the file, as the page has it, or as text. */
  certificateText: v.optional(v.picklist(['base64', 'pem']), 'base64'),
  /** Pretend that every request comes from this address. */
  clientAddress: v.exactOptional(v.pipe(v.string(), v.ip())),
  /** Milliseconds that every answer waits. */
  latency: v.optional(v.pipe(v.number(), v.minValue(0)), 0),
});

type VaultSettings = v.InferOutput<typeof settingsSchema>;
export type VaultSettingsInput = v.InferInput<typeof settingsSchema>;
