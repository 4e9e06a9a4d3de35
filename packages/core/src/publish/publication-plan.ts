import { InputError } from '../errors/senhasegura-error.js';
import type { Fetched } from '../fetch/fetched.js';
import type { Settings } from '../settings/settings.js';
import { checkPublication } from './check-publication.js';
import type { Publication } from './publication.js';
import { resolveDestinations } from './resolve-destinations.js';
import { settleConflicts } from './settle-conflicts.js';

export type PlanSettings = Pick<Settings, 'nameCase' | 'onConflict' | 'allowNames'>;

/**
 * Decides what goes where, before anything is masked or published.
 * @throws {InputError} every bad name, every conflict and every value that does not fit its sink
 */
export function planPublications(
  fetched: readonly Fetched[],
  { nameCase, onConflict, allowNames }: PlanSettings,
  tempDir: string,
): readonly Publication[] {
  const { publications, problems } = settleConflicts(resolveDestinations(fetched, nameCase, tempDir), onConflict);
  const bad = publications.map((publication) => checkPublication(publication, allowNames));
  const all = [...problems, ...bad.filter((problem) => problem !== undefined)];
  if (all.length > 0) throw new InputError(all);
  return publications;
}
