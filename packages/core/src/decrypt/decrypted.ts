import type { Padding } from './paddings.js';

/** What a field of an answer comes to. */
export type Decrypted =
  /** Not encrypted: the text as it came. */
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'decrypted'; readonly text: string; readonly padding: Padding }
  /** No value at all. `problem` says what it is and what to do, and goes on from the field's name and a colon. */
  | { readonly kind: 'refused'; readonly problem: string };

/** Reads a field of an answer, `null` excepted. */
export type Decrypt = (text: string) => Decrypted;
