import type { AuthorizationData } from '../data/authorization-schema.js';
import type { Authority } from '../tls/authority.js';
import {
  type Authorization,
  authorizationOf,
  type Encryption,
  makeRsaPair,
  type RsaPair,
} from '../vault/authorization.js';
import type { TempFiles } from './temp-files.js';

export interface Prepared {
  readonly authorization: Authorization;
  readonly disclosure: Disclosure;
}

/** What preparing needs: who signs, who encrypts, where files go. */
export interface Workshop {
  readonly authority: Authority;
  readonly encryptionKeys: EncryptionKeys;
  readonly files: TempFiles;
}

/** Makes the certificate and the encryption key that an authorization asks for, and says how to use it. */
export async function prepareAuthorization(
  data: AuthorizationData,
  { authority, encryptionKeys, files }: Workshop,
): Promise<Prepared> {
  const write = async (name: string, pem: string): Promise<SecretText> => ({
    pem,
    file: await files.write(`${name}.pem`, pem),
  });
  const certificate = await prepareCertificate(data, authority, write);
  const encryption = await prepareEncryption(data, encryptionKeys, write);
  const { application, system, environment, auth } = data;
  return {
    authorization: authorizationOf(data, {
      certificateFingerprint: certificate.fingerprint,
      encryption: encryption.encryption,
    }),
    disclosure: { application, system, environment, auth, ...certificate.disclosed, ...encryption.disclosed },
  };
}

type Write = (name: string, pem: string) => Promise<SecretText>;

async function prepareCertificate(data: AuthorizationData, authority: Authority, write: Write) {
  if (data.clientCertificate !== 'generate') return { fingerprint: data.clientCertificate, disclosed: {} };
  const { certificate, key, fingerprint } = authority.clientKey(data.name);
  const disclosed = {
    clientCertificate: await write('client-certificate', certificate),
    clientKey: await write('client-key', key),
  };
  return { fingerprint, disclosed };
}

async function prepareEncryption(
  data: AuthorizationData,
  encryptionKeys: EncryptionKeys,
  write: Write,
): Promise<{ encryption: Encryption | undefined; disclosed: Pick<Disclosure, 'decryptionKey'> }> {
  if (data.encryption === undefined) return { encryption: undefined, disclosed: {} };
  const { publicKey: given, ...settings } = data.encryption;
  if (given !== undefined) return { encryption: { ...settings, publicKey: given }, disclosed: {} };
  const { publicKey, privateKey } = await encryptionKeys.pair();
  return {
    encryption: { ...settings, publicKey, privateKey },
    disclosed: { decryptionKey: await write('decryption-key', privateKey) },
  };
}

/** All that a client needs to use an authorization of the emulator; printed and returned at start. */
export interface Disclosure {
  readonly application: string;
  readonly system: string;
  readonly environment: string;
  readonly auth: AuthorizationData['auth'];
  readonly clientCertificate?: SecretText;
  readonly clientKey?: SecretText;
  /** Opens the encrypted answers: the private key that the console would let one download. */
  readonly decryptionKey?: SecretText;
}

/** PEM text, and the file it was also written to. */
interface SecretText {
  readonly pem: string;
  readonly file: string;
}

/** Gives the RSA pair of the encrypted answers, made when it is first asked for; it takes a good part of the start. */
export interface EncryptionKeys {
  pair(): Promise<RsaPair>;
}

/** One pair serves every authorization of an emulator. */
export function makeEncryptionKeys(): EncryptionKeys {
  let made: Promise<RsaPair> | undefined;
  return { pair: () => (made ??= makeRsaPair()) };
}
