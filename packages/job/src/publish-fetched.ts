import { wantedOfVault } from './clean-up/take-back-in-vault.js';
import type { Fetched, Settings, SettingSources } from '@senhasegura-action/core/internal';
import { fetchedSecrets } from './masking/masker.js';
import type { Masker } from './masking/masker.js';
import type { LedgerBook } from './ledger/ledger-book.js';
import type { Platform } from './platform.js';
import { type Publication, describeDestination } from './publish/publication.js';
import { type PlanLimits, planPublications } from './publish/publication-plan.js';
import { publish } from './publish/publish.js';
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
  const publications = planPublications(
    fetched,
    settings,
    platform.tempDir,
    limits(platform, settings, sources, ledger),
  );
  const tooShort = maskAll(fetched, publications, settings, platform, masker);
  await publish(publications, {
    ...{ platform, ledger, tooShort, privateFolder },
    runningSocket: sources.environment.SSH_AUTH_SOCK,
  });
  await report(publications, tooShort, settings, platform);
}

/** A clean-up that asks the vault needs its credentials again; where variables end with a shell, it finds them as they were. */
function limits(platform: Platform, settings: Settings, sources: SettingSources, ledger: LedgerBook): PlanLimits {
  const again = platform.variablesStay !== false && wantedOfVault(ledger.current, settings) !== undefined;
  return {
    variables: platform.variables,
    crowding: platform.crowding,
    ...(again ? { neededAgain: neededAgain(settings, sources) } : {}),
  };
}

async function report(
  publications: readonly Publication[],
  tooShort: ReadonlySet<string>,
  { summary }: Settings,
  platform: Platform,
): Promise<void> {
  for (const { note } of publications) if (note !== undefined) platform.log.notice(note);
  platform.log.debug(publishedLines(publications));
  const count = publications.length;
  platform.log.info(`${count} ${count === 1 ? 'secret is' : 'secrets are'} ready for the next steps.`);
  if (summary) await platform.summary(summaryTable(publications, tooShort));
}

/** Masks every fetched value before any is published, also those that lost a conflict. */
function maskAll(
  fetched: readonly Fetched[],
  publications: readonly Publication[],
  { maskMinLength }: Settings,
  { log }: Platform,
  masker: Masker,
): ReadonlySet<string> {
  const tooShort = new Set(masker.mask(fetchedSecrets(fetched)));
  for (const { fetched: value, destination } of publications) {
    if (value.selection.modifiers.nomask || !tooShort.has(value.reference)) continue;
    log.warning(
      `The ${describeDestination(destination)} (${value.reference}) is shorter than ${maskMinLength} characters, so it is not masked in the log.`,
    );
  }
  return tooShort;
}

/** One message, whatever is published: ten thousand lines of their own would cost more than the fetch. */
function publishedLines(publications: readonly Publication[]): string {
  const lines = publications
    .slice(0, MOST_LINES)
    .map(({ fetched, destination }) => `${fetched.reference} is now the ${describeDestination(destination)}`);
  const more = publications.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
