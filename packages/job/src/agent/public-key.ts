import { type JsonWebKey, createPrivateKey, createPublicKey } from 'node:crypto';

const MAGIC = 'openssh-key-v1\0';
const CURVES: Readonly<Record<string, string>> = { 'P-256': 'nistp256', 'P-384': 'nistp384', 'P-521': 'nistp521' };

/**
 * The public key of a private key as OpenSSH writes it, e.g. `ssh-ed25519 AAAA...`; `undefined` where the key can't be read.
 * OpenSSH's own format has the public key in clear, whatever protects the private one (PROTOCOL.key); PEM keys are opened.
 */
export function publicKeyOf(privateKey: string, passphrase: string | undefined): string | undefined {
  try {
    const blob = isOpenSshFormat(privateKey) ? blobInOpenSshFormat(privateKey) : blobOfPem(privateKey, passphrase);
    const [type] = readStrings(blob, 1);
    const name = type?.toString('latin1') ?? '';
    // The blob is the vault's: what is no name of a kind of key would be no line of a ledger either (RFC 4251 section 6).
    return /^[a-z0-9@.-]+$/.test(name) ? `${name} ${blob.toString('base64')}` : undefined;
  } catch {
    // Whatever is wrong with the key, OpenSSH says so too when it gets it; what Node says could quote it.
    return undefined;
  }
}

function isOpenSshFormat(privateKey: string): boolean {
  return privateKey.includes('-----BEGIN OPENSSH PRIVATE KEY-----');
}

/** PROTOCOL.key: the magic, then cipher, kdf, kdf options, the number of keys, and the public key. */
function blobInOpenSshFormat(privateKey: string): Buffer {
  const content = Buffer.from(privateKey.replaceAll(/-----[^-]*-----|\s/g, ''), 'base64');
  if (content.subarray(0, MAGIC.length).toString('latin1') !== MAGIC) throw new Error('no OpenSSH key');
  const afterHeader = content.subarray(MAGIC.length);
  const header = readStrings(afterHeader, 3);
  const start = header.reduce((sum, part) => sum + 4 + part.length, 4);
  const [blob] = readStrings(afterHeader.subarray(start), 1);
  if (blob === undefined || blob.length === 0) throw new Error('no public key');
  return blob;
}

/** RFC 4251 section 5: a string is its length, four bytes, and its bytes. */
function readStrings(bytes: Buffer, count: number): readonly Buffer[] {
  const strings: Buffer[] = [];
  let at = 0;
  while (strings.length < count) {
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) throw new Error('cut off');
    strings.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return strings;
}

function blobOfPem(pem: string, passphrase: string | undefined): Buffer {
  const key = createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) });
  return blobOfJwk(createPublicKey(key).export({ format: 'jwk' }));
}

/** RFC 4253 section 6.6 (RSA), RFC 8709 (Ed25519), RFC 5656 (ECDSA). */
function blobOfJwk({ kty, crv = '', n = '', e = '', x = '', y = '' }: JsonWebKey): Buffer {
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');
  if (kty === 'RSA') return writeStrings([Buffer.from('ssh-rsa'), positive(bytes(e)), positive(bytes(n))]);
  if (kty === 'OKP' && crv === 'Ed25519') return writeStrings([Buffer.from('ssh-ed25519'), bytes(x)]);
  const curve = CURVES[crv];
  if (kty !== 'EC' || curve === undefined) throw new Error('not a kind of key that OpenSSH has');
  const point = Buffer.concat([Buffer.of(4), bytes(x), bytes(y)]);
  return writeStrings([Buffer.from(`ecdsa-sha2-${curve}`), Buffer.from(curve), point]);
}

/** A number that is not negative has a zero byte in front of a set first bit. */
function positive(number: Buffer): Buffer {
  return (number[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), number]) : number;
}

function writeStrings(strings: readonly Buffer[]): Buffer {
  return Buffer.concat(
    strings.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}
