import { InputError } from '../errors/senhasegura-error.js';
import type { Authenticator } from './authenticator.js';
import { bearer, isBearerToken } from './bearer.js';

/**
 * A bearer token that the user got elsewhere.
 *
 * @throws InputError for a text that can't be a token
 */
export function createAccessTokenAuthenticator(accessToken: string): Authenticator {
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
