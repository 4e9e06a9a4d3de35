import { APIError } from '../errors/senhasegura-error.js';
import type { Call } from '../errors/failed-call.js';
import type { Payload } from '../http/envelope.js';
import { NumberText, textOfNumber, type JsonValue } from '../values/json-value.js';
import { isBearerToken } from './bearer.js';

/** Milliseconds that a token lives when the vault does not say (contract section 2: 3600 s). */
const DEFAULT_LIFETIME = 3600 * 1000;
const LONGEST_LIFETIME = 366 * 24 * DEFAULT_LIFETIME;

export interface TokenAnswer {
  readonly token: string;
  /** Milliseconds, 1 s at least. */
  readonly lifetime: number;
}

/** `3600` or `"3600"`, in milliseconds; `undefined` for what is no number. */
function lifetimeOf(value: JsonValue | undefined): number | undefined {
  if (value === undefined || value === null || value === '') return DEFAULT_LIFETIME;
  const text = typeof value === 'number' || value instanceof NumberText ? textOfNumber(value) : value;
  if (typeof text !== 'string' || !/^\s*\d{1,15}(?:\.\d{1,15})?\s*$/.test(text)) return undefined;
  return Math.min(LONGEST_LIFETIME, Math.max(1000, Number(text) * 1000));
}

function unusable(call: Call, problem: string): APIError {
  const advice = 'Check that `url` is the address of the vault, and that the application uses OAuth 2.0.';
  return new APIError(`${call.method} ${call.path}: the answer ${problem}. ${advice}`, { ...call, status: 200 });
}

/**
 * Reads the answer of the token service (RFC 6749 section 5.1).
 *
 * @param onSecret gets the token before anything else does
 * @throws APIError for an answer without a bearer token that can be used
 */
export function readTokenAnswer(payload: Payload, call: Call, onSecret: (value: string) => void): TokenAnswer {
  const { access_token: token, token_type: type } = payload;
  if (typeof token !== 'string' || token === '') throw unusable(call, 'has no `access_token`');
  onSecret(token);
  if (!isBearerToken(token)) throw unusable(call, 'has an `access_token` with characters that no token has');
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer')
    throw unusable(call, 'has a `token_type` other than Bearer');
  const lifetime = lifetimeOf(payload.expires_in);
  if (lifetime === undefined) throw unusable(call, 'has an `expires_in` that is no number of seconds');
  return { token, lifetime };
}
