import * as v from 'valibot';
import { authorizationSchema } from './authorization-schema.js';
import { mysafeApiSecretSchema, mysafeNoteSchema, mysafePasswordSchema } from './mysafe-schema.js';
import { credentialSchema, informationSchema, sshKeySchema } from './pam-schema.js';
import { secretSchema } from './secret-schema.js';

const mysafe = v.strictObject({
  passwords: v.optional(v.array(mysafePasswordSchema), []),
  notes: v.optional(v.array(mysafeNoteSchema), []),
  apiSecrets: v.optional(v.array(mysafeApiSecretSchema), []),
});

/** Everything a vault holds: the format of a data file and of `startEmulator({ data })`. */
export const vaultSchema = v.strictObject({
  authorizations: v.pipe(v.array(authorizationSchema), v.minLength(1, 'needs at least one authorization')),
  secrets: v.optional(v.array(secretSchema), []),
  credentials: v.optional(v.array(credentialSchema), []),
  sshKeys: v.optional(v.array(sshKeySchema), []),
  information: v.optional(v.array(informationSchema), []),
  mysafe: v.optional(mysafe, {}),
});

/** Vault data as an author writes it: optional fields may be absent. */
export type VaultDataInput = v.InferInput<typeof vaultSchema>;

/** Vault data after the check, every default filled in. */
export type VaultData = v.InferOutput<typeof vaultSchema>;
