import type { Settings } from '@senhasegura-action/core/internal';
import { describeDestination, maskForms, type Publication } from '@senhasegura-action/job';
import type { StderrLog } from '../entry/stderr-log.js';

/**
 * Warns of values that are too short to be kept out of a log.
 * @returns their references
 */
export function warnOfShortValues(
  publications: readonly Publication[],
  { maskMinLength }: Pick<Settings, 'maskMinLength'>,
  log: StderrLog,
): ReadonlySet<string> {
  const short = publications.filter(
    ({ fetched: { value, selection } }) =>
      value.length > 0 && !selection.modifiers.nomask && maskForms(value, maskMinLength).length === 0,
  );
  for (const { destination, fetched } of short) {
    log.warning(
      `The ${describeDestination(destination)} (${fetched.reference}) is shorter than ${maskMinLength} characters, so it is not masked.`,
    );
  }
  return new Set(short.map(({ fetched }) => fetched.reference));
}
