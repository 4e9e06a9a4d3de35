import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpEffects } from './http-types.js';

/** The clock, the chance and the patience of a real run. */
export const nodeEffects: Pick<HttpEffects, 'now' | 'random' | 'sleep'> = Object.freeze({
  now: () => performance.timeOrigin + performance.now(),
  random: () => Math.random(),
  sleep: async (milliseconds: number, signal?: AbortSignal) => {
    await sleep(milliseconds, undefined, { signal }).catch((error: unknown) => {
      if (signal?.aborted !== true) throw error;
    });
  },
});
