import type { CleanUpResult } from '@senhasegura-action/core';
import type { StderrLog } from '../entry/stderr-log.js';

/** Tells what became of the clean-up. @returns whether all of it could be done */
export function reportTakenBack(results: readonly CleanUpResult[], log: StderrLog): boolean {
  for (const { kind, what } of results) {
    if (kind === 'failed') log.warning(what);
    else log.info(what);
  }
  return results.every(({ kind }) => kind !== 'failed');
}
