import type { Payload } from '../../http/envelope.js';
import { textAt } from '../text-at.js';
import { unexpectedAnswer } from '../unexpected-answer.js';

/** The credentials of an authorization. */
export interface AuthorizationCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * The credentials in the answer to `POST /iso/dapp/application` (contract section 3).
 * @param onSecret takes the client secret before anybody else sees it
 * @throws {APIError} where one of the two is missing
 */
export function authorizationCredentials(
  payload: Payload,
  path: string,
  onSecret: (value: string) => void,
): AuthorizationCredentials {
  const clientId = textAt(payload, 'id') ?? '';
  const clientSecret = textAt(payload, 'signature') ?? '';
  if (clientSecret !== '') onSecret(clientSecret);
  if (clientId === '' || clientSecret === '') {
    throw unexpectedAnswer('POST', path, 'the credentials of an authorization');
  }
  return Object.freeze({ clientId, clientSecret });
}
