import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

/** An RSA key pair, PEM. */
export interface PemPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Makes the RSA pair of the encrypted answers when it is first asked for; it takes a good part of the start. */
export interface EncryptionKeys {
  pair(): Promise<PemPair>;
}

/** One pair serves every authorization of an emulator. */
export function makeEncryptionKeys(): EncryptionKeys {
  let made: Promise<PemPair> | undefined;
  return { pair: () => (made ??= makePair()) };
}

function makePair(): Promise<PemPair> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}
