import { APIError, SenhaseguraError } from '../errors/senhasegura-error.js';
import type { Connections, Dispatching } from './connections.js';
import { judgeAnswer } from './envelope.js';
import { exchange, textOfBody, type WireAnswer, type WireRequest } from './exchange.js';
import type { HttpAnswer, HttpRequest } from './http-types.js';
import { codedMessage, contentCoding, nextHop, notUtf8Message, redirectMessage } from './redirect.js';
import { requestTarget } from './request-url.js';
import { DeadlineError, type Progress, transportFailure, type TransportFailure } from './transport-failure.js';

/** What one attempt came to. */
export type Outcome =
  /** `status`: what the answer says of itself, HTTP's status or that of a failure in the envelope of a success. */
  | { readonly kind: 'answer'; readonly answer: HttpAnswer; readonly status: number }
  | { readonly kind: 'failure'; readonly failure: TransportFailure };

/** `status 503`, `no answer (ECONNRESET)` */
export function shownOutcome(outcome: Outcome): string {
  return outcome.kind === 'answer' ? `status ${outcome.status}` : `no answer (${outcome.failure.code})`;
}

/** Characters of an answer that can be a failure: one that is longer has a payload. */
const LONGEST_FAILURE = 64 * 1024;

type Send = (wire: WireRequest) => Promise<WireAnswer>;

async function followed(request: HttpRequest, first: WireRequest, send: Send): Promise<WireAnswer> {
  let wire = first;
  for (let hops = 0; ; hops += 1) {
    const answer = await send(wire);
    const hop = nextHop({ method: wire.method, url: wire.url, followed: hops }, answer.status, answer.headers.location);
    if (hop.kind === 'none') return answer;
    if (hop.kind === 'refuse') {
      const where = { method: request.method, path: request.path, status: answer.status };
      throw new APIError(redirectMessage(where, hop.reason), where);
    }
    wire = { ...wire, url: hop.url };
  }
}

async function outcomeOf(request: HttpRequest, { status, headers, bytes }: WireAnswer): Promise<Outcome> {
  const where = { method: request.method, path: request.path, status };
  const coding = contentCoding(headers['content-encoding']);
  if (coding !== undefined && status < 300) throw new APIError(codedMessage(where, coding), where);
  const body = textOfBody(bytes, status);
  if (body === undefined) throw new APIError(notUtf8Message(where), where);
  return { kind: 'answer', answer: { status, headers, body }, status: await saidStatus(status, body) };
}

/** Contract section 1: a failure can come inside a success, and is judged like the status that it names. */
async function saidStatus(status: number, body: string): Promise<number> {
  if (status >= 300 || body.length > LONGEST_FAILURE) return status;
  const reading = await judgeAnswer({ status, body });
  return reading.kind === 'failure' ? reading.failure.status : status;
}

export interface Way {
  /** The vault's URL: origin and prefix. */
  readonly base: URL;
  readonly connections: Connections;
  /** Called whenever a request gets its connection. */
  readonly onSent: () => void;
}

/**
 * Sends a request once and follows redirects, all of it within `timeout` milliseconds.
 * @throws APIError for a redirect that is not followed, and for an answer that is not UTF-8
 */
export async function sendOnce(request: HttpRequest, timeout: number, way: Way): Promise<Outcome> {
  const { method, headers, body } = request;
  const url = new URL(requestTarget(way.base, request.path, request.query), way.base.origin);
  const progress: Progress = { phase: 'connecting' };
  const onPhase = (phase: Progress['phase']): void => {
    progress.phase = phase;
    if (phase === 'sent') way.onSent();
  };
  let answer: WireAnswer;
  try {
    const work = (connections: Dispatching): Promise<WireAnswer> =>
      withDeadline(timeout, (signal) =>
        followed(request, { method, headers, body, url }, (wire) => exchange(connections, wire, signal, onPhase)),
      );
    // A connection that the vault closes just now leaves open whether it has acted: what is not repeated goes out on a new one.
    answer = await (request.repeat === 'safe' ? work(way.connections) : way.connections.apart(work));
  } catch (error) {
    if (error instanceof SenhaseguraError) throw error;
    return { kind: 'failure', failure: transportFailure(error, progress) };
  }
  return outcomeOf(request, answer);
}

/**
 * Runs work that must be over in time. The signal tells the work to stop; the promise does not wait for it to do so, since
 * undici hears of the signal only when the connection stands.
 *
 * @throws DeadlineError
 */
export async function withDeadline<T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new DeadlineError(`not done within ${Math.round(milliseconds)} ms`);
      controller.abort(error);
      reject(error);
    }, milliseconds);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
