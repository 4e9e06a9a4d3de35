import * as v from 'valibot';

const text = v.pipe(v.string(), v.nonEmpty());
const id = v.pipe(text, v.regex(/^\d+$/, 'must be a text of digits'));

/** A credential with a password (wire contract §4). */
export const credentialSchema = v.strictObject({
  id,
  identifier: v.optional(v.string(), ''),
  username: text,
  hostname: text,
  ip: v.optional(v.string(), ''),
  password: v.string(),
  additional: v.optional(v.nullable(v.string()), null),
  domain: v.optional(v.nullable(v.string()), null),
  port: v.optional(v.nullable(v.string()), null),
  model: v.optional(v.nullable(v.string()), null),
  parent: v.exactOptional(id),
  type: v.optional(v.string(), 'Local User'),
  tags: v.optional(v.array(v.string()), []),
  expiration: v.optional(v.nullable(v.string()), null),
  active: v.optional(v.boolean(), true),
});

const sshKeyFields = v.strictObject({
  id,
  identifier: v.optional(v.string(), ''),
  keyName: v.optional(v.string(), ''),
  username: text,
  hostname: text,
  ip: v.optional(v.string(), ''),
  /** The kind of key to make; rotation makes the same kind. */
  kind: v.optional(v.picklist(['ed25519', 'ecdsa', 'rsa']), 'ed25519'),
  privateKey: v.exactOptional(text),
  publicKey: v.exactOptional(text),
  /** The passphrase. A made key is encrypted with it; `ed25519` cannot be, so it needs another kind or its own key. */
  passphrase: v.optional(v.nullable(v.string()), null),
  devices: v.optional(v.array(v.strictObject({ hostname: text, ip: v.optional(v.string(), '') })), []),
  tags: v.optional(v.array(v.string()), []),
  active: v.optional(v.boolean(), true),
});

/** An SSH key. Without `privateKey` a key pair is made at start. */
export const sshKeySchema = v.pipe(
  sshKeyFields,
  v.check(
    ({ kind, passphrase, privateKey }) => kind !== 'ed25519' || passphrase === null || privateKey !== undefined,
    'a made ed25519 key cannot have a passphrase: choose another kind or give privateKey',
  ),
);

/** A protected information. */
export const informationSchema = v.strictObject({
  id,
  identifier: v.optional(v.string(), ''),
  name: v.optional(v.string(), ''),
  type: v.optional(v.string(), 'Text'),
  content: v.string(),
  active: v.optional(v.boolean(), true),
});

export type CredentialData = v.InferOutput<typeof credentialSchema>;
export type SshKeyData = v.InferOutput<typeof sshKeySchema>;
export type InformationData = v.InferOutput<typeof informationSchema>;
