import type { AuthorizationData } from '../data/authorization-schema.js';

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
export interface SecretText {
  readonly pem: string;
  readonly file: string;
}
