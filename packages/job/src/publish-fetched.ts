import { wantedOfVault } from './clean-up/take-back-in-vault.js';
import {
  type Fetched,
  InputError,
  placeOf,
  type Settings,
  type SettingSources,
} from '@senhasegura-action/core/internal';
import { type Masker, type Maskings, maskFetched, missingLeaves } from './masking/masker.js';
import type { LedgerBook } from './ledger/ledger-book.js';
import type { Platform } from './platform.js';
import { type Publication, describeDestination } from './publish/publication.js';
import { type PlanLimits, planPublications } from './publish/publication-plan.js';
import { publish } from './publish/publish.js';
import { unmaskedWarning } from './report/unmasked-warning.js';
import { summaryTable } from './report/summary-table.js';
import { neededAgain } from './publish/needed-again.js';

const MOST_LINES = 100;

export interface PublishingRun {
  readonly platform: Platform;
  readonly masker: Masker;
  readonly ledger: LedgerBook;
  readonly sources: SettingSources;
  /** Where this run puts what only it may read; it need not exist yet. */
  readonly privateFolder: string;
}

/**
 * The second half of the main step: names → mask → publish → report.
 * @throws {InputError} names, conflicts, values and places that can't be; nothing is published then
 */
export async function publishFetched(
  fetched: readonly Fetched[],
  settings: Settings,
  { platform, masker, ledger, sources, privateFolder }: PublishingRun,
): Promise<void> {
  const { templates } = settings;
  const filled =
    templates === undefined
      ? { published: fetched, escaped: [] }
      : (await import('./templates/fill-templates.js')).fillTemplates(templates, fetched, settings);
  const publications = planPublications(
    filled.published,
    settings,
    platform.tempDir,
    limits(platform, settings, sources, ledger),
  );
  // All that was fetched, also what lost a conflict.
  const maskings = maskFetched(fetched, masker);
  masker.mask(filled.escaped);
  checkMaskedLeaves(fetched, platform);
  const warning = unmaskedWarning(publications, maskings, settings);
  if (warning !== undefined) platform.log.warning(warning);
  await publish(publications, {
    ...{ platform, ledger, maskings, privateFolder },
    runningSocket: sources.environment.SSH_AUTH_SOCK,
  });
  await report(publications, maskings, settings, platform);
}

/** @throws {InputError} every `mask=/pointer` that leads nowhere; where the reference is optional, a notice says so */
function checkMaskedLeaves(fetched: readonly Fetched[], { log }: Pick<Platform, 'log'>): void {
  const problems: string[] = [];
  for (const {
    fetched: { selection },
    pointer,
  } of missingLeaves(fetched)) {
    const problem = `${placeOf(selection)}: nothing in the value lies at mask=${pointer}.`;
    if (selection.modifiers.optional) log.notice(problem);
    else problems.push(problem);
  }
  if (problems.length > 0) throw new InputError(problems);
}

/** A clean-up that asks the vault needs its credentials again; where variables end with a shell, it finds them as they were. */
function limits(platform: Platform, settings: Settings, sources: SettingSources, ledger: LedgerBook): PlanLimits {
  const again = platform.variablesStay !== false && wantedOfVault(ledger.current, settings) !== undefined;
  return {
    ...platform,
    ...(again ? { neededAgain: neededAgain(settings, sources) } : {}),
  };
}

async function report(
  publications: readonly Publication[],
  maskings: Maskings,
  { summary }: Settings,
  platform: Platform,
): Promise<void> {
  for (const { note } of publications) if (note !== undefined) platform.log.notice(note);
  platform.log.debug(publishedLines(publications));
  const count = publications.length;
  platform.log.info(`${count} ${count === 1 ? 'secret is' : 'secrets are'} ready for the next steps.`);
  if (summary) await platform.summary(summaryTable(publications, maskings));
}

/** One message, whatever is published: ten thousand lines of their own would cost more than the fetch. */
function publishedLines(publications: readonly Publication[]): string {
  const lines = publications
    .slice(0, MOST_LINES)
    .map(({ fetched, destination }) => `${fetched.reference} is now the ${describeDestination(destination)}`);
  const more = publications.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
