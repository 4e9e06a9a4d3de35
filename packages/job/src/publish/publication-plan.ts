import { atLines, InputError, quoteText, type Settings } from '@senhasegura-action/core/internal';
import { refusedName } from '../names/refused-name.js';
import type { Platform } from '../platform.js';
import { lengthProblem } from './environment-limits.js';
import { fitVariables } from './fit-variables.js';
import { type Needed, type NeededAgain, replacesNeeded } from './needed-again.js';
import { type Publication, type Published, describeDestination, resolveDestinations } from './publication.js';
import { settleConflicts } from './settle-conflicts.js';
import { expectedExports } from './sort-publications.js';

export type PlanSettings = Pick<Settings, 'nameCase' | 'onConflict' | 'allowNames'>;

/** What a job's CI system and the job itself say to publications. */
export interface PlanLimits {
  readonly system: Platform['system'];
  readonly caseless: Platform['caseless'];
  readonly variables?: Platform['variables'] | undefined;
  readonly crowding?: Platform['crowding'] | undefined;
  readonly host?: Platform['host'] | undefined;
  /** Variables of the job that have to stay as they are. */
  readonly neededAgain?: NeededAgain;
}

/**
 * Decides what goes where, before anything is masked or published.
 * @throws {InputError} every bad name, every conflict and every value that does not fit its sink, alone or with the others
 */
export function planPublications(
  fetched: readonly Published[],
  { nameCase, onConflict, allowNames }: PlanSettings,
  tempDir: string,
  { system, caseless, variables: rules, crowding, host, neededAgain = new Map() }: PlanLimits,
): readonly Publication[] {
  const resolved = resolveDestinations(fetched, nameCase, tempDir);
  const settled = settleConflicts(resolved, onConflict, caseless);
  const fitted = fitVariables(settled.publications, rules);
  const needed = { variables: neededAgain, caseless: caseless.variables };
  const bad = fitted.publications.map((publication) =>
    checkPublication(publication, { allowNames, host, system, needed }),
  );
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

/** What is wrong with a publication: the name it would set, or a value that its destination can't hold. */
function checkPublication(
  publication: Publication,
  {
    allowNames,
    host,
    system,
    needed,
  }: Pick<PlanSettings, 'allowNames'> & Pick<PlanLimits, 'host' | 'system'> & { readonly needed: Needed },
): string | undefined {
  const { fetched, destination } = publication;
  const named = destination.kind === 'variable' || destination.kind === 'private-file' ? destination.name : undefined;
  const reason =
    (named === undefined ? undefined : refusedName(named, fetched.selection, allowNames, host)) ??
    replacesNeeded(publication, needed) ??
    valueProblem(publication, system);
  return reason === undefined
    ? undefined
    : atLines(
        [fetched.selection],
        `${quoteText(fetched.reference)} can't become the ${describeDestination(destination)}: ${reason}`,
      );
}

function valueProblem(
  { fetched: { value }, destination }: Publication,
  system: PlanLimits['system'],
): string | undefined {
  if (typeof value === 'string' && !value.isWellFormed()) {
    return 'the value holds half of a surrogate pair, which no UTF-8 text can hold. Store it as base64 in the vault and use "| base64".';
  }
  if (destination.kind === 'file') return fileNameProblem(destination.path, system);
  if (destination.kind === 'private-file') return undefined;
  if (typeof value !== 'string') {
    return 'the value is binary. Use "> path:NAME" or "> file:PATH".';
  }
  if (destination.kind !== 'variable') return undefined;
  if (value.includes('\0')) {
    return 'the value holds a zero byte, which no environment variable can hold. Use "> path:NAME" or "> file:PATH".';
  }
  const tooLong = lengthProblem(destination.name, value, system);
  return tooLong === undefined ? undefined : `${tooLong} Use "> path:NAME" or "> file:PATH".`;
}

/**
 * What stands at a path on Windows without being a file of that name: a device, another stream of a file (`a.txt:b`), a name that loses
 * its end (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
 */
const NO_FILE_NAME = /[<>:"|?*]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

function fileNameProblem(path: string, system: PlanLimits['system']): string | undefined {
  if (system !== 'win32') return undefined;
  const names = path.replace(/^[A-Za-z]:/, '').split(/[\\/]/);
  const bad = names.find((name) => name !== '.' && name !== '..' && NO_FILE_NAME.test(name));
  return bad === undefined ? undefined : `Windows has no file ${quoteText(bad)}. Choose another path.`;
}
