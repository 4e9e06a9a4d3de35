import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits so many milliseconds; rejects at once when the client hangs up, so that no timer outlives its request. */
export async function pause(response: ServerResponse, milliseconds: number): Promise<void> {
  const gone = new AbortController();
  const abort = () => {
    gone.abort();
  };
  response.once('close', abort);
  if (response.destroyed) abort();
  try {
    await sleep(milliseconds, undefined, { signal: gone.signal });
  } finally {
    response.off('close', abort);
  }
}
