import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Writes and waits until the system has taken it: the process may end right after. */
export async function writeOut(stream: Writable, content: string | Uint8Array): Promise<void> {
  if (content.length === 0) return;
  const failed = new AbortController();
  const error = once(stream, 'error', { signal: failed.signal }).then(([reason]: unknown[]) => {
    throw new Error('Standard output could not be written.', { cause: reason });
  });
  error.catch(() => undefined);
  try {
    await Promise.race([
      error,
      new Promise<void>((resolve) =>
        stream.write(content, () => {
          resolve();
        }),
      ),
    ]);
  } finally {
    failed.abort();
  }
}
