import { InputError } from '../errors/senhasegura-error.js';
import type { Fetched } from '../fetch/fetched.js';
import type { VariableRules } from '../platform.js';
import type { Settings } from '../settings/settings.js';
import { checkPublication } from './check-publication.js';
import { fitVariables } from './fit-variables.js';
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
  rules?: VariableRules,
): readonly Publication[] {
  const resolved = resolveDestinations(fetched, nameCase, tempDir);
  const settled = settleConflicts(resolved, onConflict, rules?.caseless);
  const fitted = fitVariables(settled.publications, rules);
  const bad = fitted.publications.map((publication) => checkPublication(publication, allowNames));
  const all = [...settled.problems, ...fitted.problems, ...bad.filter((problem) => problem !== undefined)];
  if (all.length > 0) throw new InputError(all);
  return fitted.publications;
}
