import { releaseCustodies } from './clean-up/release-custodies.js';
import { createDecryptor } from './decrypt/create-decryptor.js';
import type { Decrypt } from './decrypt/decrypted.js';
import { refuseEncryptionFailure } from './decrypt/encryption-failure.js';
import { failureMessage } from './failure-message.js';
import type { Fetched } from './fetch/fetched.js';
import { fetchSecrets } from './fetch/fetch-secrets.js';
import { type VaultSession, openVaultSession } from './fetch/vault-session.js';
import type { HttpEffects } from './http/http-types.js';
import { jobEffects } from './http/job-effects.js';
import { type LedgerBook, openLedgerBook } from './ledger/ledger-book.js';
import type { Registration } from './mapping/prepare-registration.js';
import { registering, registrationOf } from './mapping/registration-of-run.js';
import { type Masker, createMasker } from './masking/masker.js';
import type { Platform } from './platform.js';
import { type Publication, describeDestination } from './publish/publication.js';
import { planPublications } from './publish/publication-plan.js';
import { publish } from './publish/publish.js';
import { reportDryRun } from './report/dry-run-report.js';
import { summaryTable } from './report/summary-table.js';
import { readSettings } from './settings/read-settings.js';
import { secretsInSettings } from './settings/secrets-in-settings.js';
import type { SettingSources } from './settings/setting-texts.js';
import type { Settings } from './settings/settings.js';
import { type Surroundings, effectsOf } from './surroundings.js';

const MOST_LINES = 100;

/**
 * The main step: settings → references → fetch → mask → publish. Whatever happens, the platform hears of it; nothing is
 * thrown.
 */
export async function bringSecrets(
  platform: Platform,
  sources: SettingSources,
  surroundings: Surroundings = jobEffects,
): Promise<void> {
  try {
    const settings = await readSettings(sources);
    const masker = createMasker(platform, settings.maskMinLength);
    masker.mask(secretsInSettings(settings));
    const registration = await registrationOf(settings, sources);
    masker.mask(registration?.secrets ?? []);
    const effects = effectsOf(platform, masker, surroundings);
    const given = { registration, runningSocket: sources.environment.SSH_AUTH_SOCK };
    if (settings.dryRun) await reportDryRun(settings, platform, effects);
    else await bring(settings, platform, masker, effects, given);
  } catch (error) {
    platform.fail(failureMessage(error));
  }
}

/** What of the sources a run needs besides its settings. */
interface Given {
  /** The variables that the mapping file registers. */
  readonly registration: Registration | undefined;
  /** The socket of an ssh-agent that runs already. */
  readonly runningSocket: string | undefined;
}

async function bring(
  settings: Settings,
  platform: Platform,
  masker: Masker,
  effects: HttpEffects,
  { registration, runningSocket }: Given,
): Promise<void> {
  const ledger = openLedgerBook(platform.state);
  const session = registering(registration, openVaultSession(settings, ledger, effects), platform.log);
  try {
    const fetched = await fetchSecrets(settings.selections, session, ledger, {
      log: platform.log,
      decrypt: decryptorOf(settings, platform),
    });
    const publications = planPublications(fetched, settings, platform.tempDir, platform.variables);
    const tooShort = maskAll(fetched, publications, settings, platform, masker);
    await publish(publications, { platform, ledger, tooShort, runningSocket });
    await report(publications, tooShort, settings, platform);
  } catch (error) {
    await releaseAfterFailure(settings, session, ledger, platform);
    throw error;
  } finally {
    await session.close();
  }
}

function decryptorOf({ decryptionKey }: Settings, { log }: Platform): Decrypt {
  return decryptionKey === undefined ? refuseEncryptionFailure : createDecryptor(decryptionKey.key, log);
}

/** A job that failed must not keep others from a credential until its post step comes. */
async function releaseAfterFailure(
  { releaseCustody }: Settings,
  session: VaultSession,
  ledger: LedgerBook,
  { log }: Platform,
): Promise<void> {
  const { custodies } = ledger.current;
  if (!releaseCustody || custodies.length === 0) return;
  const { vault } = await session.authorized();
  const { released, results } = await releaseCustodies(custodies, vault);
  ledger.strikeCustodies(released);
  for (const { kind, what } of results) {
    if (kind === 'failed') log.warning(`${what} The post step tries again.`);
    else log.info(what);
  }
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
  const masked = fetched.filter(({ selection }) => !selection.modifiers.nomask);
  const passphrases = fetched.flatMap(({ reference, passphrase: value }) =>
    value === undefined ? [] : [{ name: `${reference} (passphrase)`, value }],
  );
  const values = masked.map(({ reference, value }) => ({ name: reference, value }));
  const tooShort = new Set(masker.mask([...values, ...passphrases]));
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
