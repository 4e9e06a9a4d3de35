import { createPrivateKey, X509Certificate } from 'node:crypto';
import * as v from 'valibot';
import { authorizationSchema } from './authorization-schema.js';
import { credentialSchema, deviceSchema, informationSchema, sshKeySchema } from './pam-schema.js';

/** A flat object of a secret: a credential, a cloud key or a key/value block. */
export type Block = Record<string, string | number | null>;

/**
 * Not `v.record`: it drops names like `__proto__`, and a test must be able to send them.
 */
const block = v.pipe(
  v.custom<Block>(isBlock, 'must be one object whose values are texts, numbers or null'),
  v.transform((given): Block => Object.fromEntries(Object.entries(given))),
);

/** One DSM secret (wire contract §3). `data` is a list of blocks or one block. */
const secretSchema = v.strictObject({
  identity: v.pipe(v.string(), v.nonEmpty()),
  id: v.exactOptional(v.string()),
  name: v.exactOptional(v.string()),
  version: v.optional(v.string(), ''),
  expirationDate: v.optional(v.string(), ''),
  engine: v.optional(v.string(), 'Generic'),
  /** Whose secret it is: of one application, system or environment alone. Absent: of every one. */
  application: v.exactOptional(v.string()),
  system: v.exactOptional(v.string()),
  environment: v.exactOptional(v.string()),
  /** `provision` makes an account for it that lives so many seconds; its data then says where. */
  ephemeral: v.exactOptional(v.strictObject({ lifetime: v.optional(v.pipe(v.number(), v.minValue(1)), 3600) })),
  data: v.union(
    [v.array(block), block],
    'must be a list of blocks or one block: flat objects of texts, numbers, nulls',
  ),
});

export type SecretData = v.InferOutput<typeof secretSchema>;

function opens(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

function isBlock(value: unknown): value is Block {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(
    (field) => field === null || typeof field === 'string' || (typeof field === 'number' && Number.isFinite(field)),
  );
}

const text = v.pipe(v.string(), v.nonEmpty());
const optionalText = v.optional(v.nullable(v.string()), null);

/** What every kind of MySafe item has (wire contract §5). */
const common = {
  identifier: v.pipe(text, v.regex(/^\d+$/, 'must be a text of digits')),
  name: text,
  tags: v.optional(v.string(), ''),
  active: v.optional(v.boolean(), true),
  /** Names of the authorizations that may use the item; absent: all. */
  users: v.exactOptional(v.array(text)),
};

const mysafePasswordSchema = v.strictObject({
  ...common,
  url: optionalText,
  username: optionalText,
  password: v.string(),
  secretKey: optionalText,
  token: optionalText,
  notes: optionalText,
});

const mysafeNoteSchema = v.strictObject({ ...common, note: v.string() });

const mysafeApiSecretSchema = v.strictObject({
  ...common,
  url: optionalText,
  clientId: v.string(),
  clientSecret: v.string(),
  identifierCode: v.optional(v.string(), ''),
  method: v.optional(v.string(), 'POST'),
  notes: optionalText,
});

export type MysafePasswordData = v.InferOutput<typeof mysafePasswordSchema>;
export type MysafeNoteData = v.InferOutput<typeof mysafeNoteSchema>;
export type MysafeApiSecretData = v.InferOutput<typeof mysafeApiSecretSchema>;

const mysafe = v.strictObject({
  passwords: v.optional(v.array(mysafePasswordSchema), []),
  notes: v.optional(v.array(mysafeNoteSchema), []),
  apiSecrets: v.optional(v.array(mysafeApiSecretSchema), []),
});

const certificatePem = v.pipe(
  v.string(),
  v.check((pem) => opens(() => new X509Certificate(pem)), 'must be a certificate in PEM'),
);
const keyPem = v.pipe(
  v.string(),
  v.check((pem) => opens(() => createPrivateKey(pem)), 'must be a private key in PEM without a passphrase'),
);

/** A certificate of Certificate Manager (wire contract §9). Without PEM of its own, one is made at start. */
const certificateSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^\d+$/, 'must be a text of digits')),
  commonName: v.optional(v.string(), 'service.example.com'),
  own: v.exactOptional(
    v.strictObject({ certificate: certificatePem, privateKey: keyPem, chain: v.optional(v.array(certificatePem), []) }),
  ),
});

export type CertificateData = v.InferOutput<typeof certificateSchema>;

/** Everything a vault holds: the format of a data file and of `startEmulator({ data })`. */
export const vaultSchema = v.strictObject({
  authorizations: v.pipe(v.array(authorizationSchema), v.minLength(1, 'needs at least one authorization')),
  secrets: v.optional(v.array(secretSchema), []),
  credentials: v.optional(v.array(credentialSchema), []),
  sshKeys: v.optional(v.array(sshKeySchema), []),
  devices: v.optional(v.array(deviceSchema), []),
  information: v.optional(v.array(informationSchema), []),
  certificates: v.optional(v.array(certificateSchema), []),
  mysafe: v.optional(mysafe, {}),
});

/** Vault data as an author writes it: optional fields may be absent. */
export type VaultDataInput = v.InferInput<typeof vaultSchema>;

/** Vault data after the check, every default filled in. */
export type VaultData = v.InferOutput<typeof vaultSchema>;
