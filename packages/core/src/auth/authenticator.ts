import type { Authorization, HttpMethod } from '../http/http-types.js';

export type { Authorization } from '../http/http-types.js';

/** The parts of a request that a signature can cover. */
export interface AuthorizableRequest {
  readonly method: HttpMethod;
  /** Below the prefix of the vault's URL. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly form?: Readonly<Record<string, string>> | undefined;
  /** Those that describe the body; names in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** As it is sent. */
  readonly body?: string | undefined;
}

export interface Authenticator {
  authorize(request: AuthorizableRequest): Promise<Authorization>;
  /**
   * After a 401: gets a new token, if there is such a thing.
   *
   * @param refused the authorization that the vault did not accept; a newer one that is already there is enough
   * @returns whether it is worth trying again
   */
  renew(refused: Authorization): Promise<boolean>;
  /** What to do when the vault still says no, in a sentence; nothing where the usual advice fits. */
  readonly advice?: string;
}
