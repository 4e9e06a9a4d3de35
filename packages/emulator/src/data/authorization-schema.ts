import { createPublicKey } from 'node:crypto';
import * as v from 'valibot';

const text = v.pipe(v.string(), v.nonEmpty());

const oauth2 = v.strictObject({ method: v.literal('oauth2'), clientId: text, clientSecret: text });
const oauth1 = v.strictObject({
  method: v.literal('oauth1'),
  consumerKey: text,
  consumerSecret: text,
  tokenKey: text,
  tokenSecret: text,
});
const aws = v.strictObject({
  method: v.literal('aws'),
  accessKeyId: text,
  secretAccessKey: text,
  sessionToken: v.exactOptional(text),
  uniqueKey: text,
});

/** `generate` makes a certificate at start; otherwise the SHA-256 fingerprint of one that exists. */
const clientCertificate = v.union([
  v.literal('generate'),
  v.pipe(
    v.string(),
    v.transform((fingerprint) => fingerprint.replaceAll(':', '').toLowerCase()),
    v.regex(/^[0-9a-f]{64}$/, 'must be "generate" or a SHA-256 fingerprint in hex'),
  ),
]);

/** The "encrypt sensitive information" switch (wire contract §2, encrypted answers). */
const encryption = v.strictObject({
  padding: v.optional(v.picklist(['oaep-sha1', 'oaep-sha256', 'pkcs1']), 'oaep-sha1'),
  /** Absent: a key pair is made at start and its private key written beside the CA file. */
  publicKey: v.exactOptional(v.pipe(text, v.check(isRsaPublicKey, 'must be an RSA public key in PEM'))),
  /** `all`: also user names, host names and addresses. */
  fields: v.optional(v.picklist(['sensitive', 'all']), 'sensitive'),
  /** Every sensitive field comes as the vendor's sentence instead. */
  failing: v.optional(v.boolean(), false),
});

const module = v.picklist(['dsm', 'pam', 'mysafe', 'encryption', 'certificate']);
const all = v.literal('*');

/** One authorization: its credentials, the system and environment it is for, and what it may do. */
export const authorizationSchema = v.strictObject({
  name: text,
  application: v.optional(text, 'emulator'),
  system: v.optional(text, 'emulator'),
  environment: v.optional(text, 'test'),
  description: v.optional(v.nullable(v.string()), null),
  tags: v.optional(v.array(v.string()), []),
  auth: v.variant('method', [oauth2, oauth1, aws]),
  active: v.optional(v.boolean(), true),
  expires: v.exactOptional(v.pipe(v.string(), v.isoTimestamp('must be a UTC time like 2030-01-31T12:00:00Z'))),
  modules: v.optional(v.array(module), ['dsm', 'pam', 'encryption', 'certificate']),
  secrets: v.optional(v.union([all, v.array(text)]), '*'),
  credentials: v.optional(v.union([all, v.array(text)]), '*'),
  mayWrite: v.optional(v.boolean(), true),
  mayRegister: v.optional(v.boolean(), false),
  allowedIps: v.optional(v.array(v.union([v.pipe(text, v.ip()), cidr()])), []),
  allowedReferers: v.optional(v.array(text), []),
  clientCertificate: v.exactOptional(clientCertificate),
  encryption: v.exactOptional(encryption),
});

function isRsaPublicKey(pem: string): boolean {
  try {
    return createPublicKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

function cidr() {
  return v.pipe(text, v.regex(/^[0-9a-f.:]+\/\d{1,3}$/i, 'must be an address or a network like 10.0.0.0/8'));
}

export type AuthorizationData = v.InferOutput<typeof authorizationSchema>;
