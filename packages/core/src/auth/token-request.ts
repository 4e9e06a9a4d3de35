import { failedCall, type Call, type Failure } from '../errors/failed-call.js';
import { APIError } from '../errors/senhasegura-error.js';
import { judgeAnswer, type Payload, type Reading } from '../http/envelope.js';
import type { HttpClient, HttpRequest } from '../http/http-types.js';
import { NumberText, textOfNumber, type JsonValue } from '../values/json-value.js';
import { isBearerToken } from './authenticator.js';

export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Where the pair goes: into the form, or, as some versions document it, into a Basic header (contract section 2). */
export type PairPlace = 'form' | 'basic';

const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

/** A request for a token with `client_credentials` (RFC 6749 section 4.4). Asking twice does no harm. */
export function tokenRequest(
  path: string,
  { clientId, clientSecret }: ClientCredentials,
  place: PairPlace,
): HttpRequest {
  const grant = { grant_type: 'client_credentials' };
  const form = place === 'form' ? { ...grant, client_id: clientId, client_secret: clientSecret } : grant;
  const pair = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const headers = place === 'form' ? FORM_TYPE : { ...FORM_TYPE, authorization: `Basic ${pair}` };
  return { method: 'POST', path, headers, body: new URLSearchParams(form).toString(), repeat: 'safe' };
}

/** At the token service a 401 without a word is about the credentials: there is no token yet. */
function aboutCredentials(failure: Failure): Failure {
  return failure.status === 401 && failure.reason === 'other' ? { ...failure, reason: 'invalid-client' } : failure;
}

function mayBeThePlace({ reason }: Failure): boolean {
  return reason === 'invalid-client' || reason === 'invalid-request';
}

interface Asked {
  readonly reading: Reading;
  readonly note: string | undefined;
}

async function ask(http: HttpClient, request: HttpRequest): Promise<Asked> {
  const answer = await http.send(request);
  const reading = await judgeAnswer(answer);
  if (reading.kind === 'payload') return { reading, note: answer.note };
  return { reading: { kind: 'failure', failure: aboutCredentials(reading.failure) }, note: answer.note };
}

export interface Granted {
  readonly payload: Payload;
  /** Where the pair was accepted. */
  readonly place: PairPlace;
}

/**
 * Asks for a token at one path, first with the pair in `place`, then once in the other place where the service does not
 * know the client or does not understand the request.
 *
 * @throws AuthenticationError, APIError, TransportError
 */
export async function askForToken(
  http: HttpClient,
  path: string,
  credentials: ClientCredentials,
  place: PairPlace,
): Promise<Granted> {
  const first = await ask(http, tokenRequest(path, credentials, place));
  if (first.reading.kind === 'payload') return { payload: first.reading.payload, place };
  const call = { method: 'POST', path };
  const { failure } = first.reading;
  if (!mayBeThePlace(failure)) throw failedCall(failure, call, first.note);
  const other = place === 'form' ? 'basic' : 'form';
  const second = await ask(http, tokenRequest(path, credentials, other));
  if (second.reading.kind === 'payload') return { payload: second.reading.payload, place: other };
  // Of the two answers the one that knows that the client is unknown says more.
  const telling = failure.reason === 'invalid-client' ? failure : second.reading.failure;
  throw failedCall(telling, call, first.note);
}

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
