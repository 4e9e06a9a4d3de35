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
