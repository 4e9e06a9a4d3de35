import { gatherBody } from './gather-body.js';
import type { HttpMethod } from './http-types.js';
import type { Lane } from './lanes.js';
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

/**
 * One request and its whole answer. Tells when the request gets a connection: until then nothing can have reached the vault.
 * By undici's handler rather than by its `request`, whose stream and iterator cost more than all else of a small answer.
 * Throws what undici throws.
 */
export function exchange(
  lane: Lane,
  wire: WireRequest,
  signal: AbortSignal,
  onPhase: (phase: Progress['phase']) => void,
): Promise<WireAnswer> {
  return new Promise<WireAnswer>((resolve, reject) => {
    const body = gatherBody();
    let start: Pick<WireAnswer, 'status' | 'headers'> = { status: 0, headers: {} };
    lane.dispatch(
      {
        origin: wire.url.origin,
        path: `${wire.url.pathname}${wire.url.search}`,
        method: wire.method,
        headers: { ...wire.headers },
        body: wire.body ?? null,
      },
      {
        onRequestStart: (controller) => {
          onPhase('sent');
          const abort = (): void => {
            controller.abort(signal.reason as Error);
          };
          if (signal.aborted) abort();
          else signal.addEventListener('abort', abort, { once: true });
        },
        onResponseStart: (_, status, headers) => {
          // undici tells of interim answers too (RFC 9110 section 15.2).
          if (status < 200) return;
          start = { status, headers };
          onPhase('answering');
        },
        // What it throws ends the request, and comes back as its error.
        onResponseData: (_, chunk) => {
          body.add(chunk);
        },
        onResponseEnd: () => {
          resolve({ ...start, bytes: body.bytes() });
        },
        onResponseError: (_, error) => {
          reject(error);
        },
      },
    );
  });
}
