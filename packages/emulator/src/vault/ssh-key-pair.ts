import { Buffer } from 'node:buffer';
import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

export type KeyKind = 'ed25519' | 'ecdsa' | 'rsa';

/** An SSH key pair as a vault keeps it: a private key file and a line of `authorized_keys`. */
export interface SshKeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

/**
 * Makes a key pair that OpenSSH reads. `ed25519` comes in OpenSSH's own format, without a passphrase;
 * `ecdsa` (P-256) and `rsa` (2048 bits) as PEM, encrypted when there is a passphrase.
 */
export function makeSshKeyPair(kind: KeyKind, comment: string, passphrase: string | null): SshKeyPair {
  if (kind === 'ed25519') return ed25519Pair(comment);
  const { privateKey } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cipher = passphrase === null ? {} : { cipher: 'aes-256-cbc', passphrase };
  const type = kind === 'rsa' ? 'pkcs1' : 'sec1';
  const pem = privateKey.export({ type, format: 'pem', ...cipher } as { type: 'pkcs1'; format: 'pem' });
  return { privateKey: pem.toString(), publicKey: publicLine(publicBlob(kind, privateKey), comment) };
}

function ed25519Pair(comment: string): SshKeyPair {
  const { privateKey } = generateKeyPairSync('ed25519');
  const blob = publicBlob('ed25519', privateKey);
  return { privateKey: openSshFile(privateKey, blob, comment), publicKey: publicLine(blob, comment) };
}

/** The public key as RFC 4253 §6.6, RFC 5656 §3.1 and RFC 8709 §4 write it. */
function publicBlob(kind: KeyKind, key: KeyObject): Buffer {
  const jwk = createPublicKey(key).export({ format: 'jwk' });
  const part = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url');
  switch (kind) {
    case 'ed25519':
      return Buffer.concat([field('ssh-ed25519'), field(part(jwk.x))]);
    case 'ecdsa': {
      const point = Buffer.concat([Buffer.from([4]), part(jwk.x), part(jwk.y)]);
      return Buffer.concat([field('ecdsa-sha2-nistp256'), field('nistp256'), field(point)]);
    }
    case 'rsa':
      return Buffer.concat([field('ssh-rsa'), field(positive(part(jwk.e))), field(positive(part(jwk.n)))]);
  }
}

/** OpenSSH's own format, unencrypted (its PROTOCOL.key). */
function openSshFile(key: KeyObject, blob: Buffer, comment: string): string {
  const jwk = key.export({ format: 'jwk' });
  const publicBytes = Buffer.from(jwk.x ?? '', 'base64url');
  const secret = Buffer.concat([Buffer.from(jwk.d ?? '', 'base64url'), publicBytes]);
  const check = randomBytes(4);
  const inner = Buffer.concat([check, check, field('ssh-ed25519'), field(publicBytes), field(secret), field(comment)]);
  const padding = Buffer.from(Array.from({ length: (8 - (inner.length % 8)) % 8 }, (_, index) => index + 1));
  const file = Buffer.concat([
    ...[Buffer.from('openssh-key-v1\0'), field('none'), field('none'), field(''), Buffer.from([0, 0, 0, 1])],
    ...[field(blob), field(Buffer.concat([inner, padding]))],
  ]);
  const lines = file.toString('base64').match(/.{1,70}/g) ?? [];
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
}

function publicLine(blob: Buffer, comment: string): string {
  const type = blob.subarray(4, 4 + blob.readUInt32BE(0)).toString();
  return `${type} ${blob.toString('base64')} ${comment}`;
}

/** A text or bytes behind their length (RFC 4251 §5). */
function field(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** A number whose highest bit is set gets a zero in front, or it would be negative (RFC 4251 §5, mpint). */
function positive(bytes: Buffer): Buffer {
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
}
