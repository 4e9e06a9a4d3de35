import type { Log } from '@senhasegura-action/core/internal';

/** What became of one thing that had to be taken back. */
export type CleanUpResult = Outcome & {
  /** What the summary of the job says of it, a line of plain text; most things are for the log alone. */
  readonly summary?: string;
};

type Outcome =
  /** `what` is a plain sentence for the log, e.g. `Removed 2 files.` */
  | { readonly kind: 'done'; readonly what: string }
  /** Left alone on purpose. */
  | { readonly kind: 'left'; readonly what: string }
  /** Could not be done; the sentence says what the user can do. */
  | { readonly kind: 'failed'; readonly what: string };

/** Tells what became of the clean-up: what could not be done is a warning. @returns how many could not */
export function reportCleanUp(results: readonly CleanUpResult[], log: Pick<Log, 'info' | 'warning'>): number {
  for (const { kind, what } of results) {
    if (kind === 'failed') log.warning(what);
    else log.info(what);
  }
  return results.filter(({ kind }) => kind === 'failed').length;
}
