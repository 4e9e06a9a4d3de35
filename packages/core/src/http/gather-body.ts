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
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    add: (chunk) => {
      size += chunk.byteLength;
      if (size > limit) throw new BodyTooLargeError(`more than ${limit} bytes`);
      chunks.push(chunk);
    },
    bytes: () => (chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size)),
  };
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
