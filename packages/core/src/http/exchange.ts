import type { Dispatching } from './connections.js';
import type { HttpMethod } from './http-types.js';
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
export async function exchange(
  connections: Dispatching,
  wire: WireRequest,
  signal: AbortSignal,
  onPhase: (phase: Progress['phase']) => void,
): Promise<WireAnswer> {
  const answer = await new Promise<WireAnswer>((resolve, reject) => {
    const body = gatherBody();
    let start: Pick<WireAnswer, 'status' | 'headers'> = { status: 0, headers: {} };
    connections.dispatch(
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
  await connections.freed();
  return answer;
}

/** The largest answer that is read, in bytes (32 MiB). */
export const MAX_BODY = 32 * 1024 * 1024;

class BodyTooLargeError extends Error {
  readonly code = 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
}

export interface Body {
  /** @throws what ends the request, once more than the limit has come: what a header announces proves nothing */
  readonly add: (chunk: Uint8Array) => void;
  readonly bytes: () => Uint8Array;
}

/** Gathers the bytes of an answer. @param limit bytes */
export function gatherBody(limit = MAX_BODY): Body {
  // One buffer that grows, not a list: a chunk of one byte costs a hundred times its size in a list.
  let bytes: Uint8Array = new Uint8Array(0);
  let size = 0;
  return {
    add: (chunk) => {
      const grown = size + chunk.byteLength;
      if (grown > limit) throw new BodyTooLargeError(`more than ${limit} bytes`);
      // Most answers are one chunk: it is taken as it is, until another comes.
      if (size === 0) bytes = chunk;
      else {
        if (grown > bytes.byteLength) bytes = copied(bytes, Math.min(limit, Math.max(grown, 2 * bytes.byteLength)));
        bytes.set(chunk, size);
      }
      size = grown;
    },
    bytes: () => bytes.subarray(0, size),
  };
}

function copied(bytes: Uint8Array, length: number): Uint8Array {
  const copy = new Uint8Array(length);
  copy.set(bytes);
  return copy;
}

/**
 * The text of an answer, `undefined` where it is not UTF-8 as JSON must be (RFC 8259 section 8.1). The page of a failed
 * answer is only searched for known words, so any bytes do.
 */
export function textOfBody(bytes: Uint8Array, status: number): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: status >= 200 && status < 300 }).decode(bytes);
  } catch {
    return undefined;
  }
}
