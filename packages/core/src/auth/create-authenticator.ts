import type { HttpClient, HttpEffects } from '../http/http-types.js';
import type { ApiChoice } from '../http/route-fallback.js';
import type { Authentication } from './authentication.js';
import { createRouteFallback } from '../http/route-fallback.js';
import { createAccessTokenAuthenticator } from './access-token.js';
import type { Authenticator } from './authenticator.js';
import { createAwsAuthenticator } from './aws.js';
import { randomNonce } from './oauth1-nonce.js';
import { createOAuth1Authenticator } from './oauth1.js';
import { createOAuth2Authenticator } from './oauth2.js';

export interface AuthenticatorParts {
  readonly http: HttpClient;
  readonly api: ApiChoice;
  /** The vault's URL, prefix included: signatures cover it. */
  readonly url: URL;
  readonly effects: Pick<HttpEffects, 'now' | 'onSecret'>;
}

/**
 * The authenticator for a method. Makes no request yet.
 *
 * @throws InputError for an access token that can't be one
 */
export function createAuthenticator(authentication: Authentication, parts: AuthenticatorParts): Authenticator {
  const { http, url, effects } = parts;
  const now = () => effects.now();
  switch (authentication.method) {
    case 'oauth2':
      return createOAuth2Authenticator(authentication, {
        http,
        routes: createRouteFallback(parts.api),
        now,
        onSecret: (value) => {
          effects.onSecret(value);
        },
      });
    case 'access-token':
      return createAccessTokenAuthenticator(authentication.accessToken);
    case 'oauth1':
      return createOAuth1Authenticator(authentication, { url, now, nonce: randomNonce });
    case 'aws':
      return createAwsAuthenticator(authentication, { url, now });
  }
}
