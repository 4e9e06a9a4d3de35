import { failedCall, type Call, type Failure, type FailureReason } from '../errors/failed-call.js';
import type { HttpAnswer } from './http-types.js';
import { failureIn, objectAt } from './judge-answer.js';
import { isBeyondBounds, isJsonObject, type JsonObject, readJson } from '../values/json-value.js';

/** The keys of `response` that speak about the call; all others are payload (contract section 1). */
const RESPONSE_META: ReadonlySet<string> = new Set([
  'status',
  'message',
  'error',
  'error_code',
  'detail',
  'mensagem',
  'erro',
  'cod_erro',
]);
/** The keys beside `response` that speak about the call. */
const TOP_META: ReadonlySet<string> = new Set(['response', 'exception', 'code']);

/** What an answer brings: all that stands beside `response` and inside it, without the words about the call itself. */
export type Payload = JsonObject;

export type Reading =
  { readonly kind: 'payload'; readonly payload: Payload } | { readonly kind: 'failure'; readonly failure: Failure };

/** An object without a prototype: a key named `__proto__` is a key like any other. What stands beside `response` wins. */
function payloadOf(top: JsonObject): Payload {
  const payload = Object.create(null) as Record<string, JsonObject[string]>;
  for (const [name, value] of Object.entries(objectAt(top, 'response'))) {
    if (!RESPONSE_META.has(name)) payload[name] = value;
  }
  for (const [name, value] of Object.entries(top)) {
    if (!TOP_META.has(name)) payload[name] = value;
  }
  return Object.freeze(payload);
}

function failed(status: number, reason: FailureReason): Reading {
  return { kind: 'failure', failure: { status, vaultCode: undefined, reason } };
}

/** Pages of nginx and Apache that say what is wrong with the connection. */
const TELLING_PAGES: readonly (readonly [RegExp, FailureReason])[] = [
  [/no required ssl certificate was sent|ssl certificate error/i, 'client-certificate'],
  [/plain http request was sent to https port|speaking plain http to an ssl-enabled/i, 'plain-http'],
];

/** A page instead of JSON: at a failing status it tells little more than the status does. */
function withoutEnvelope(status: number, reason: FailureReason, page = ''): Reading {
  const told = status === 400 ? TELLING_PAGES.find(([words]) => words.test(page.slice(0, 2000))) : undefined;
  if (told !== undefined) return failed(status, told[1]);
  if (status === 404) return failed(status, 'no-such-route');
  return failed(status, status >= 400 ? 'other' : reason);
}

/** Reads an answer in any of the forms of contract section 1. Never throws. */
export async function judgeAnswer({ status, body }: Pick<HttpAnswer, 'status' | 'body'>): Promise<Reading> {
  if (body.trim() === '') {
    return status === 204 ? { kind: 'payload', payload: payloadOf({}) } : withoutEnvelope(status, 'empty');
  }
  const top = await readJson(body);
  if (top === undefined) return withoutEnvelope(status, isBeyondBounds(body) ? 'beyond-bounds' : 'not-json', body);
  if (!isJsonObject(top)) return withoutEnvelope(status, 'not-an-object');
  const failure = failureIn(status, top);
  return failure === undefined ? { kind: 'payload', payload: payloadOf(top) } : { kind: 'failure', failure };
}

/**
 * The payload of an answer.
 *
 * @param call what was asked, for messages
 * @throws AuthenticationError (InactiveAuthorizationError among them), APIError (NoSuchRouteError among them); a message
 *   never holds any of the answer's text
 */
export async function readEnvelope(answer: Pick<HttpAnswer, 'status' | 'body' | 'note'>, call: Call): Promise<Payload> {
  const reading = await judgeAnswer(answer);
  if (reading.kind === 'payload') return reading.payload;
  throw failedCall(reading.failure, call, answer.note);
}
