/** What became of one thing that had to be taken back. */
export type CleanUpResult =
  /** `what` is a plain sentence for the log, e.g. `Removed 2 files.` */
  | { readonly kind: 'done'; readonly what: string }
  /** Left alone on purpose. */
  | { readonly kind: 'left'; readonly what: string }
  /** Could not be done; the sentence says what the user can do. */
  | { readonly kind: 'failed'; readonly what: string };
