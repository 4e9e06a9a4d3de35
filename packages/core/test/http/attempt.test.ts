import { withDeadline } from '../../src/http/attempt.js';
import { DeadlineError } from '../../src/http/transport-failure.js';

describe('withDeadline', () => {
  test('gives what the work gives, or throws what it throws', async () => {
    expect(await withDeadline(5000, () => Promise.resolve('done'))).toBe('done');
    await expect(withDeadline(5000, () => Promise.reject(new RangeError('own')))).rejects.toThrow(RangeError);
  });

  test('leaves work that does not listen, after telling it', async () => {
    let told: AbortSignal | undefined;
    const deaf = (signal: AbortSignal) => {
      told = signal;
      return new Promise<never>(() => undefined);
    };
    await expect(withDeadline(10, deaf)).rejects.toThrow(DeadlineError);
    expect(told?.aborted).toBe(true);
  });
});
