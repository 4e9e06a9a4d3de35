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
  /** When the password was last changed and last seen, `2024-05-03 16:19:53`, or null for never. */
  change: v.optional(v.nullable(v.string()), null),
  view: v.optional(v.nullable(v.string()), null),
  /** What the list says of an automatic change; `null`: the list can't say. Absent: what `changeOnRelease` says. */
  automaticChange: v.exactOptional(v.nullable(v.boolean())),
  /** The release of its custody starts a change of the password, which takes the setting `changeDelay`. */
  changeOnRelease: v.optional(v.boolean(), false),
  connectivity: v.optional(v.string(), 'SSH'),
  connectivityCode: v.optional(v.string(), '22'),
  active: v.optional(v.boolean(), true),
});

/** A host; those of credentials and keys exist without being listed (wire contract §4). */
export const deviceSchema = v.strictObject({
  id,
  hostname: text,
  ip: v.optional(v.string(), ''),
  model: v.optional(v.string(), 'Linux'),
  type: v.optional(v.string(), 'Server'),
  vendor: v.optional(v.string(), 'Emulator'),
  site: v.optional(v.string(), 'Default'),
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
  /** The vendor's example of a key has line ends of Windows. */
  lineEnds: v.optional(v.picklist(['lf', 'crlf']), 'lf'),
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
  service: v.optional(v.string(), ''),
  url: v.optional(v.string(), ''),
  content: v.string(),
  active: v.optional(v.boolean(), true),
});

export type CredentialData = v.InferOutput<typeof credentialSchema>;
export type DeviceData = v.InferOutput<typeof deviceSchema>;
export type SshKeyData = v.InferOutput<typeof sshKeySchema>;
export type InformationData = v.InferOutput<typeof informationSchema>;
