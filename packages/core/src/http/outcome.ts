import type { HttpAnswer } from './http-types.js';
import type { TransportKind } from './transport-kind.js';

/** Why there is no answer. */
export interface TransportFailure {
  readonly kind: TransportKind;
  /** The code of Node, OpenSSL or undici, e.g. `ECONNRESET`. */
  readonly code: string;
  /** Whether any byte of the request was handed to a connection to the vault. */
  readonly sent: boolean;
}

/** What one attempt came to. */
export type Outcome =
  | { readonly kind: 'answer'; readonly answer: HttpAnswer }
  | { readonly kind: 'failure'; readonly failure: TransportFailure };
