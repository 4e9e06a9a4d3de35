import { APIError, SenhaseguraError } from '../errors/senhasegura-error.js';
import { redirectMessage, notUtf8Message } from './odd-answer.js';
import { withDeadline } from './deadline.js';
import { exchange, type WireAnswer, type WireRequest } from './exchange.js';
import type { HttpRequest } from './http-types.js';
import type { Lanes } from './lanes.js';
import type { Outcome } from './outcome.js';
import { textOfBody } from './gather-body.js';
import { nextHop } from './redirect.js';
import { requestTarget } from './request-url.js';
import { transportFailure, type Progress } from './transport-failure.js';

/** Sends a request once and follows redirects, all of it within `timeout` milliseconds. */
export type Attempt = (request: HttpRequest, timeout: number) => Promise<Outcome>;

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

function outcomeOf(request: HttpRequest, { status, headers, bytes }: WireAnswer): Outcome {
  const body = textOfBody(bytes, status);
  if (body === undefined) {
    const where = { method: request.method, path: request.path, status };
    throw new APIError(notUtf8Message(where), where);
  }
  return { kind: 'answer', answer: { status, headers, body } };
}

/**
 * @param base the vault's URL: origin and prefix
 * @param onSent called whenever a request gets its connection
 * @throws what a lane can't be made for; APIError for a redirect that is not followed, and for an answer that is not UTF-8
 */
export function createAttempt(base: URL, lanes: Pick<Lanes, 'use'>, onSent: () => void): Attempt {
  return async (request, timeout) => {
    const { method, headers, body } = request;
    const first = {
      method,
      headers,
      body,
      url: new URL(requestTarget(base, request.path, request.query), base.origin),
    };
    const progress: Progress = { phase: 'connecting' };
    const onPhase = (phase: Progress['phase']): void => {
      progress.phase = phase;
      if (phase === 'sent') onSent();
    };
    let answer: WireAnswer;
    try {
      answer = await lanes.use((lane) =>
        withDeadline(timeout, (signal) => followed(request, first, (wire) => exchange(lane, wire, signal, onPhase))),
      );
    } catch (error) {
      if (error instanceof SenhaseguraError) throw error;
      return { kind: 'failure', failure: transportFailure(error, progress) };
    }
    return outcomeOf(request, answer);
  };
}
