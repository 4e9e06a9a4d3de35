import { releaseCustodies } from './clean-up/release-custodies.js';
import {
  decryptorOf,
  failureMessage,
  fetchSecrets,
  type HttpEffects,
  jobEffects,
  once,
  openVaultSession,
  readSettings,
  registering,
  type Registration,
  registrationOf,
  secretsInSettings,
  type Settings,
  type SettingSources,
  type Surroundings,
  type VaultSession,
} from '@senhasegura-action/core/internal';
import { takingEvents, type LedgerBook, openLedgerBook } from './ledger/ledger-book.js';
import { type Masker, createMasker } from './masking/masker.js';
import { effectsOf, type Platform } from './platform.js';

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
    if (settings.dryRun) {
      const { dryRun } = await import('./report/dry-run.js');
      platform.log.info(await dryRun(settings, effects, 'nothing is exported'));
    } else await bring(settings, platform, masker, effects, { registration, sources });
  } catch (error) {
    platform.fail(failureMessage(error));
  }
}

/** What of the sources a run needs besides its settings. */
interface Given {
  /** The variables that the mapping file registers. */
  readonly registration: Registration | undefined;
  readonly sources: SettingSources;
}

async function bring(
  settings: Settings,
  platform: Platform,
  masker: Masker,
  effects: HttpEffects,
  { registration, sources }: Given,
): Promise<void> {
  const ledger = openLedgerBook(platform.state);
  // Loaded while the vault is asked, and not before: no job waits for it.
  const publishing = once(() => import('./publish-fetched.js'));
  const whileWaiting = (): void => {
    publishing().catch(() => undefined);
  };
  const session = registering(
    registration,
    openVaultSession(settings, takingEvents(ledger), { ...effects, whileWaiting }),
    platform.log,
  );
  try {
    const fetched = await fetchSecrets(settings.selections, session, {
      log: platform.log,
      decrypt: await decryptorOf(settings, platform.log),
    });
    const { publishFetched } = await publishing();
    await publishFetched(fetched, settings, { platform, masker, ledger, sources });
  } catch (error) {
    await releaseAfterFailure(settings, session, ledger, platform);
    throw error;
  } finally {
    await session.close();
  }
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
