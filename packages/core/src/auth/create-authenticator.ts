import { InputError } from '../errors/senhasegura-error.js';
import type { HttpClient, HttpEffects } from '../http/http-types.js';
import { type ApiChoice, createRouteFallback } from '../http/route-fallback.js';
import { type Authentication, type Authenticator, bearer, isBearerToken } from './authenticator.js';
import { createAwsAuthenticator } from './aws.js';
import { createOAuth1Authenticator, randomNonce } from './oauth1.js';
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

/**
 * A bearer token that the user got elsewhere.
 *
 * @throws InputError for a text that can't be a token
 */
function createAccessTokenAuthenticator(accessToken: string): Authenticator {
  if (!isBearerToken(accessToken)) {
    throw new InputError(
      '`access-token` holds characters that no token has: look for spaces and line ends from copying.',
    );
  }
  const authorization = bearer(accessToken);
  return {
    authorize: () => Promise.resolve(authorization),
    renew: () => Promise.resolve(false),
    advice:
      'A token given as `access-token` can not be renewed: get a new one right before this step, or give `client-id` and `client-secret`.',
  };
}
