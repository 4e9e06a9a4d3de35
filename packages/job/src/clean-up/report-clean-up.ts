import type { Log } from '@senhasegura-action/core/internal';
import type { CleanUpResult } from './clean-up-step.js';

/** Tells what became of the clean-up: what could not be done is a warning. @returns how many could not */
export function reportCleanUp(results: readonly CleanUpResult[], log: Pick<Log, 'info' | 'warning'>): number {
  for (const { kind, what } of results) {
    if (kind === 'failed') log.warning(what);
    else log.info(what);
  }
  return results.filter(({ kind }) => kind === 'failed').length;
}
