import { DeadlineError } from './transport-failure.js';

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
