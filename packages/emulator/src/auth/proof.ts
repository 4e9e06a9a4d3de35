import type { Authorization } from '../vault/authorization.js';

/** The outcome of looking at an Authorization header: who proved what, or why the proof fails. */
export type Proof =
  { readonly kind: 'proved'; readonly caller: Authorization } | { readonly kind: 'failed'; readonly reason: string };

export function failed(reason: string): Proof {
  return { kind: 'failed', reason };
}
