import { setImmediate as nextTurn } from 'node:timers/promises';
import request, { type RequestDispatcher } from 'undici/lib/api/api-request.js';
import type { HttpMethod } from './http-types.js';
import { readBody } from './read-body.js';
import type { Progress } from './transport-failure.js';

export interface WireRequest {
  readonly method: HttpMethod;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly bytes: Uint8Array;
}

/** Notes when the request gets a connection: until then nothing can have reached the vault. */
function noting(dispatcher: RequestDispatcher, progress: Progress): RequestDispatcher {
  return {
    dispatch: (options, handler) => {
      const onConnect = handler.onConnect.bind(handler);
      handler.onConnect = (abort, context) => {
        progress.phase = 'sent';
        onConnect(abort, context);
      };
      return dispatcher.dispatch(options, handler);
    },
  };
}

/** One request and its whole answer. Throws what undici throws. */
export async function exchange(
  dispatcher: RequestDispatcher,
  wire: WireRequest,
  signal: AbortSignal,
  progress: Progress,
): Promise<WireAnswer> {
  const answer = await request.call(noting(dispatcher, progress), {
    origin: wire.url.origin,
    path: `${wire.url.pathname}${wire.url.search}`,
    method: wire.method,
    headers: { ...wire.headers },
    body: wire.body ?? null,
    signal,
  });
  progress.phase = 'answering';
  const bytes = await readBody(answer.body);
  // undici takes a connection back one turn after the answer's end: asked sooner, the pool would open a second one.
  await nextTurn();
  return { status: answer.statusCode, headers: answer.headers, bytes };
}
