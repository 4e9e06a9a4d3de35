import { shownPath } from './message-text.js';
import {
  APIError,
  AuthenticationError,
  InactiveAuthorizationError,
  NoSuchRouteError,
  type AnswerLocation,
} from './senhasegura-error.js';
import { meaningOfCode } from './vault-codes.js';

/** What kind of failure an answer tells of; `other` leaves the status and the vault's code to tell. */
export type FailureReason =
  | 'no-such-route'
  | 'inactive-authorization'
  | 'address-not-allowed'
  | 'invalid-client'
  | 'invalid-request'
  | 'invalid-token'
  | 'oauth'
  | 'client-certificate'
  | 'plain-http'
  | 'not-json'
  | 'not-an-object'
  | 'beyond-bounds'
  | 'empty'
  | 'other';

/** A failed call, read out of an answer. Holds nothing of the answer's own text. */
export interface Failure {
  /** HTTP status, or the envelope's own where that is the failing one. */
  readonly status: number;
  readonly vaultCode: number | undefined;
  readonly reason: FailureReason;
  /** Whether it came in an envelope, and so from a vault. */
  readonly inEnvelope?: boolean;
}

const FRONT = 'Check `url`, and what stands in front of the vault: a proxy, a login page, a gateway.';

const BY_REASON: Readonly<Partial<Record<FailureReason, string>>> = {
  'no-such-route':
    'The vault has no such route. Check `url` (its path too) and the setting `api`; an older vault may not have this module.',
  'inactive-authorization':
    'The authorization is inactive. Activate it in the vault (A2A, the authorization), or use the credentials of another.',
  'address-not-allowed':
    "The vault does not allow the runner's IP address. Add the address (seen from the vault, so behind NAT and proxies) to the allowed IPs of the authorization.",
  'invalid-client':
    'The vault does not know these credentials. Check `client-id` and `client-secret`, that both belong to one authorization, and that it is active and uses OAuth 2.0.',
  'invalid-request':
    'The vault does not accept the form of the token request. Check that the application uses OAuth 2.0, and that `url` is the address of the vault.',
  'invalid-token':
    'The token is not valid or has expired. Check that the authorization is active and that the clocks agree.',
  oauth: 'The token service refused. Check that the application uses OAuth 2.0, and that its authorization is active.',
  'client-certificate':
    'It asks for a client certificate, or does not accept the one it got. Set `client-certificate` and `client-key` to the certificate whose fingerprint the authorization has, and check that it has not expired.',
  'plain-http': 'The port speaks TLS only: write `https` in `url`.',
  'not-json': `The answer is not JSON, so not a vault's, and nothing of it was used. ${FRONT}`,
  'not-an-object': `The answer is JSON of an unknown form, and nothing of it was used. ${FRONT}`,
  'beyond-bounds': `The answer is JSON of more than 100 levels or a million values, so not a vault's, and nothing of it was used. ${FRONT}`,
  empty: `The answer is empty. ${FRONT}`,
};

const BY_STATUS: ReadonlyMap<number, string> = new Map([
  [400, 'The vault does not understand the request. Check the ids and names in the settings for slips.'],
  [
    401,
    'The vault does not accept the token: expired, revoked, or of another vault. Check the credentials and that the authorization is active.',
  ],
  [
    403,
    "The authorization lacks the permission, or the vault does not allow the runner's IP address. Check the authorization's resources, permissions and allowed IPs in the vault.",
  ],
  [
    404,
    'The vault does not have it, or the authorization does not see it. Check the identifier, and the resources of the authorization.',
  ],
  [
    408,
    'The vault waited too long for the request. Try again, and check the network between the runner and the vault.',
  ],
  [413, 'The request is too large for the vault or for what stands in front of it.'],
  [425, 'The vault was not ready for the request. Try again.'],
  [
    429,
    'The vault gets too many requests. Raise `max-wait` and `retries`, run fewer jobs at the same time, or have the limit raised.',
  ],
]);

function byStatus(status: number): string {
  const known = BY_STATUS.get(status);
  if (known !== undefined) return known;
  if (status >= 500)
    return 'The vault, or what stands in front of it, has a fault. Try again, and look at the log of the vault at this time.';
  if (status >= 400) return 'The vault refuses the request. Check the settings, and the log of the vault at this time.';
  return 'The vault reports a failure without a code that is known here. Look at the log of the vault at this time.';
}

/** What to do now, in a sentence or two. The most particular knowledge counts: the vault's code, the reason, the status. */
export function adviceOn(failure: Failure, path: string): string {
  const own = BY_REASON[failure.reason];
  if (own !== undefined) return own;
  const code = failure.vaultCode === undefined ? undefined : meaningOfCode(failure.vaultCode, path);
  return code?.advice ?? byStatus(failure.status);
}

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
function failureLine({ method, path, status, vaultCode }: AnswerLocation): string {
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
  const { status, vaultCode, inEnvelope } = failure;
  const where = { method: call.method, path, status, vaultCode, inEnvelope };
  const message = [failureLine(where), adviceOn(failure, path), note ?? ''].filter((part) => part !== '').join(' ');
  if (failure.reason === 'no-such-route') return new NoSuchRouteError(message, where);
  if (failure.reason === 'inactive-authorization') return new InactiveAuthorizationError(message, where);
  if (failure.status === 401 || OF_IDENTITY.has(failure.reason)) return new AuthenticationError(message, where);
  return new APIError(message, where);
}
