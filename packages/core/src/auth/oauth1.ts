import { requestTarget } from '../http/request-url.js';
import type { AuthorizableRequest, Authenticator } from './authenticator.js';
import { signatureBaseString, type Parameter } from './oauth1-base-string.js';
import { oauth1Header } from './oauth1-header.js';
import { hmacSha1Signature, type OAuth1Secrets } from './oauth1-signature.js';

export interface OAuth1Credentials extends OAuth1Secrets {
  readonly consumerKey: string;
  readonly tokenKey: string;
}

export interface OAuth1Parts {
  /** The vault's URL, prefix included. */
  readonly url: URL;
  /** Milliseconds since 1970. */
  now(): number;
  /** A text that no other request has. */
  nonce(): string;
}

/** What query and form add to the signature. A JSON body has no part in it (RFC 5849 section 3.4.1.3.1). */
function parametersOf({ query, form }: AuthorizableRequest): readonly Parameter[] {
  return [...Object.entries(query ?? {}), ...Object.entries(form ?? {})];
}

/**
 * OAuth 1.0a with HMAC-SHA1 (RFC 5849; contract section 2): each request is signed by itself, so there is no token to ask
 * for and none to renew.
 */
export function createOAuth1Authenticator(credentials: OAuth1Credentials, parts: OAuth1Parts): Authenticator {
  const authorizationFor = (request: AuthorizableRequest): string => {
    const protocol: readonly Parameter[] = [
      ['oauth_consumer_key', credentials.consumerKey],
      ['oauth_token', credentials.tokenKey],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', Math.floor(parts.now() / 1000).toString()],
      ['oauth_nonce', parts.nonce()],
      ['oauth_version', '1.0'],
    ];
    // The URL as it is sent: a URL object can spell a path differently.
    const url = new URL(requestTarget(parts.url, request.path), parts.url.origin);
    const baseString = signatureBaseString(request.method, url, [...parametersOf(request), ...protocol]);
    return oauth1Header([...protocol, ['oauth_signature', hmacSha1Signature(baseString, credentials)]]);
  };
  return {
    authorize: (request) => Promise.resolve({ headers: { authorization: authorizationFor(request) } }),
    renew: () => Promise.resolve(false),
    advice:
      'With OAuth 1.0 every request is signed. Check `consumer-key`, `consumer-secret`, `token-key` and `token-secret`: all four must be of one active authorization that uses OAuth 1.0. Check that the clock of the runner is right, and that `url` is the address by which the vault knows itself: scheme, host and path are signed, and a gateway that rewrites them breaks the signature.',
  };
}
