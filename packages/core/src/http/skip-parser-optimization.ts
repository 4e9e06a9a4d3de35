import { setFlagsFromString } from 'node:v8';

/** More bytes of WebAssembly than a job ever runs: V8's own default is reached by the second answer. */
const TIERING_BUDGET = 1_000_000_000;

/**
 * For programs that ask the vault a few times and end: undici's parser of HTTP is one large WebAssembly function, which V8
 * optimizes in the background after its second answer. That takes 70 ms to 130 ms and 30 MB to 40 MB, is waited for when the
 * process ends, and is never made good by a handful of answers. To be called before the first request: V8 reads the flag when the
 * parser is loaded (v8.dev/docs/wasm-compilation-pipeline; `v8.setFlagsFromString` of Node's documentation).
 */
export function skipParserOptimization(): void {
  setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`);
}
