import type { DsmClient } from './dsm-client.js';
import type { EncryptionClient } from './encryption-client.js';
import type { MySafeClient } from './mysafe-client.js';
import type { PamClient } from './pam-client.js';
import type { Requests } from './requests.js';
import type { WithCredential } from './with-credential.js';

/**
 * A program's way into a vault. Every call can end with an {AuthenticationError}, an {APIError} (`status`, `vaultCode`) or a
 * {TransportError} of the vault, and with an {InputError} for what the program wrote, before anything is sent.
 */
export interface A2A extends Requests {
  readonly dsm: DsmClient;
  readonly pam: PamClient;
  readonly mysafe: MySafeClient;
  readonly encryption: EncryptionClient;
  /**
   * Reads a credential, hands it to `use`, and releases custody whatever happens. Uses of one credential that overlap share one
   * custody, which is released once, after the last.
   *
   * @param reference an id, an identifier or `username@hostname`
   * @returns what `use` returns
   * @throws what `use` throws, with a failed release as its `releaseError`; {CleanupError} where only the release failed
   */
  readonly withCredential: WithCredential;
  /** Asks for a token, which proves the address, TLS and the credentials. Not needed before other calls. */
  authenticate(): Promise<void>;
  /** Ends the connections at once: what is under way fails. */
  close(): Promise<void>;
}
