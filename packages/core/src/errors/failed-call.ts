import { adviceOn } from './advice.js';
import type { Failure, FailureReason } from './failure.js';
import { InactiveAuthorizationError } from './inactive-authorization-error.js';
import { NoSuchRouteError } from './no-such-route-error.js';
import { APIError, AuthenticationError, type AnswerLocation } from './senhasegura-error.js';
import { shownPath } from './shown-path.js';
import { meaningOfCode } from './vault-codes.js';

/** The call that an answer belongs to. `path` may have a query; it is not shown. */
export interface Call {
  readonly method: string;
  readonly path: string;
}

const OF_IDENTITY: ReadonlySet<FailureReason> = new Set([
  'address-not-allowed',
  'invalid-client',
  'invalid-token',
  'oauth',
]);

/** `GET /iso/pam/credential/7 failed: status 404, vault code 1007 (credential not found).` */
export function failureLine({ method, path, status, vaultCode }: AnswerLocation): string {
  const meaning = vaultCode === undefined ? undefined : meaningOfCode(vaultCode, path)?.meaning;
  const code =
    vaultCode === undefined ? '' : `, vault code ${vaultCode}${meaning === undefined ? '' : ` (${meaning})`}`;
  return `${method} ${path} failed: status ${status}${code}.`;
}

/**
 * The error for a failed call.
 *
 * @param note what repeating came to, a sentence
 */
export function failedCall(failure: Failure, call: Call, note?: string): APIError | AuthenticationError {
  const path = shownPath(call.path);
  const where = { method: call.method, path, status: failure.status, vaultCode: failure.vaultCode };
  const message = [failureLine(where), adviceOn(failure, path), note ?? ''].filter((part) => part !== '').join(' ');
  if (failure.reason === 'no-such-route') return new NoSuchRouteError(message, where);
  if (failure.reason === 'inactive-authorization') return new InactiveAuthorizationError(message, where);
  if (failure.status === 401 || OF_IDENTITY.has(failure.reason)) return new AuthenticationError(message, where);
  return new APIError(message, where);
}
