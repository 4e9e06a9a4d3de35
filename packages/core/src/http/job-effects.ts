import { setFlagsFromString } from 'node:v8';
import type { HttpEffects } from './http-types.js';
import { nodeEffects } from './node-effects.js';

/** More bytes of WebAssembly than a job ever runs: V8's own default is reached by the second answer. */
const TIERING_BUDGET = 1_000_000_000;

/**
 * The effects of a program that asks the vault a few times and ends. undici's parser of HTTP is one large WebAssembly function,
 * which V8 optimizes in the background after its second answer: 70 to 130 ms and 30 to 40 MB, waited for when the process
 * ends, and never made good by a handful of answers. V8 reads the flag when the parser is loaded, with the first
 * connection; until then it stays as it is, because Node's own modules lose their compiled form with any other flag
 * (v8.dev/docs/wasm-compilation-pipeline; `v8.setFlagsFromString` in Node's documentation).
 */
export const jobEffects: Pick<HttpEffects, 'now' | 'random' | 'sleep' | 'beforeConnecting'> = Object.freeze({
  ...nodeEffects,
  beforeConnecting: () => {
    setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`);
  },
});
