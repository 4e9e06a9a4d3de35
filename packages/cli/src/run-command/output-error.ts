/** Standard output takes no more. The message is for the user. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

const READER_IS_GONE: ReadonlySet<unknown> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);

/** A reader that went away is no error: a shell pipeline is quiet about it too. @param code of the error of a write */
export const isReaderGone = (code: unknown): boolean => READER_IS_GONE.has(code);
