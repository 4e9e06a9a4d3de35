import type { Authorization, HttpMethod } from '../http/http-types.js';

export type { Authorization } from '../http/http-types.js';

/** Who we say we are to the vault (contract section 2). */
export type Authentication =
  | { readonly method: 'oauth2'; readonly clientId: string; readonly clientSecret: string }
  | { readonly method: 'access-token'; readonly accessToken: string }
  | {
      readonly method: 'oauth1';
      readonly consumerKey: string;
      readonly consumerSecret: string;
      readonly tokenKey: string;
      readonly tokenSecret: string;
    }
  | {
      readonly method: 'aws';
      readonly region: string;
      readonly service: string;
      readonly uniqueKey: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string;
    };

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

/** Whether a text can be sent as a bearer token at all: visible ASCII, no spaces or line ends (RFC 6750 section 2.1, read generously). */
export function isBearerToken(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

export function bearer(token: string): Authorization {
  return { headers: { authorization: `Bearer ${token}` } };
}
