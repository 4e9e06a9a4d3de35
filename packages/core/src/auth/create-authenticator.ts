import { InputError } from '../errors/senhasegura-error.js';
import type { HttpClient, HttpEffects } from '../http/http-types.js';
import type { Authentication, Settings } from '../settings/settings.js';
import { createRouteFallback } from '../vault/route-fallback.js';
import { createAccessTokenAuthenticator } from './access-token.js';
import type { Authenticator } from './authenticator.js';
import { createOAuth2Authenticator } from './oauth2.js';

export interface AuthenticatorParts {
  readonly http: HttpClient;
  readonly api: Settings['api'];
  /** The vault's URL, prefix included: signatures cover it. */
  readonly url: URL;
  readonly effects: Pick<HttpEffects, 'now' | 'onSecret'>;
}

/**
 * The authenticator for a method. Makes no request yet.
 *
 * @throws InputError for a method that is not served, and for an access token that can't be one
 */
export function createAuthenticator(authentication: Authentication, parts: AuthenticatorParts): Authenticator {
  const { http, effects } = parts;
  switch (authentication.method) {
    case 'oauth2':
      return createOAuth2Authenticator(authentication, {
        http,
        routes: createRouteFallback(parts.api),
        now: () => effects.now(),
        onSecret: (value) => {
          effects.onSecret(value);
        },
      });
    case 'access-token':
      return createAccessTokenAuthenticator(authentication.accessToken);
    case 'oauth1':
    case 'aws':
      throw new InputError(`\`auth-method: ${authentication.method}\` is not served yet: use \`oauth2\`.`);
  }
}
