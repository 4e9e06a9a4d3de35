import { type Fetched, InputError, type Settings } from '@senhasegura-action/core/internal';
import type { Platform } from '../platform.js';
import type { NeededAgain } from './needed-again.js';
import { checkPublication } from './check-publication.js';
import { expectedExports } from './expected-exports.js';
import { fitVariables } from './fit-variables.js';
import type { Publication } from './publication.js';
import { resolveDestinations } from './resolve-destinations.js';
import { settleConflicts } from './settle-conflicts.js';

export type PlanSettings = Pick<Settings, 'nameCase' | 'onConflict' | 'allowNames'>;

/** What a job's CI system and the job itself say to publications. */
export interface PlanLimits {
  readonly variables?: Platform['variables'] | undefined;
  readonly crowding?: Platform['crowding'] | undefined;
  /** Variables of the job that have to stay as they are. */
  readonly neededAgain?: NeededAgain;
}

/**
 * Decides what goes where, before anything is masked or published.
 * @throws {InputError} every bad name, every conflict and every value that does not fit its sink, alone or with the others
 */
export function planPublications(
  fetched: readonly Fetched[],
  { nameCase, onConflict, allowNames }: PlanSettings,
  tempDir: string,
  { variables: rules, crowding, neededAgain = new Map() }: PlanLimits = {},
): readonly Publication[] {
  const resolved = resolveDestinations(fetched, nameCase, tempDir);
  const settled = settleConflicts(resolved, onConflict, rules?.caseless);
  const fitted = fitVariables(settled.publications, rules);
  const needed = { variables: neededAgain, caseless: rules?.caseless ?? false };
  const bad = fitted.publications.map((publication) => checkPublication(publication, allowNames, needed));
  const all = [
    ...settled.problems,
    ...fitted.problems,
    ...bad.filter((problem) => problem !== undefined),
    ...crowdingProblems(fitted.publications, crowding),
  ];
  if (all.length > 0) throw new InputError(all);
  return fitted.publications;
}

function crowdingProblems(publications: readonly Publication[], crowding: PlanLimits['crowding']): readonly string[] {
  if (crowding === undefined) return [];
  const { variables, outputs } = expectedExports(publications);
  return crowding(variables, outputs);
}
