import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
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

/** More bytes of WebAssembly than a job ever runs: V8's own default is reached by the second answer. */
const TIERING_BUDGET = 1_000_000_000;

/** Since which Node the young generation is not to grow any more once a job asks the vault. */
const STEADY_SINCE = 24;

/**
 * The effects of a program that asks the vault a few times and ends. undici's parser of HTTP is one large WebAssembly function,
 * which V8 optimizes in the background after its second answer, and for which the process waits when it ends. A handful of answers never
 * makes that good: with the flag ten secrets took 503 ms instead of 717 and 57 MB instead of 94 on Node 20, 368 instead of 537 and 67
 * instead of 77 on Node 24 (17 interleaved runs on two busy cores; on idle ones 70 to 130 ms). V8 reads the flag when the parser is loaded, with the first
 * connection; until then it stays as it is, because Node's own modules lose their compiled form with any other flag
 * (v8.dev/docs/wasm-compilation-pipeline; `v8.setFlagsFromString` in Node's documentation).
 *
 * On Node 24 V8 also lets its young generation grow to 48 MB for a thousand secrets of ten fields, of which 18 MB are alive: 121 MB
 * at the peak instead of 93, and 405 ms of processor time instead of 370. Node 20 stays below that by itself, and would pay with 60 ms.
 */
export const jobEffects: Pick<HttpEffects, 'now' | 'random' | 'sleep' | 'beforeConnecting'> = Object.freeze({
  ...nodeEffects,
  beforeConnecting: () => {
    setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`);
    if (Number.parseInt(process.versions.node, 10) >= STEADY_SINCE) setFlagsFromString('--semi-space-growth-factor=1');
  },
});
