import { failedCall } from '../errors/failed-call.js';
import type { Failure } from '../errors/failure.js';
import type { HttpClient, HttpRequest } from '../http/http-types.js';
import { judgeAnswer, type Payload, type Reading } from '../http/envelope.js';

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
