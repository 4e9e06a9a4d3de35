import {
  decryptorOf,
  failureMessage,
  type Fetched,
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
  TransportError,
  type VaultSession,
} from '@senhasegura-action/core/internal';
import { releaseCustodies } from './clean-up/release-custodies.js';
import { reportCleanUp } from './clean-up/result.js';
import { patienceOf } from './clean-up/take-back-in-vault.js';
import { decideTerms, ledgerKey } from './clean-up/terms.js';
import { refuseDebugging } from './debugging.js';
import { foldersToCreate, newPrivateFolder } from './files/folders.js';
import { openOwnFolder } from './files/own-folder.js';
import { writePrivateFile } from './files/private-file.js';
import { takingEvents, type LedgerBook, openLedgerBook } from './ledger/ledger-book.js';
import { type Masker, createMasker } from './masking/masker.js';
import { lineProblemOf } from './names/refused-name.js';
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
    const ledger = openLedgerBook(platform.state);
    // Also where nothing comes of it: a clean-up that finds none knows that none was written, and believes no other.
    ledger.write({});
    refuseDebugging(sources.environment, () => 'Unset it for this job, or bring the secrets in another one.');
    const settings = await readSettings(sources, lineProblemOf(platform), async (...lines) => {
      const { jobTemplateReader } = await import('./templates/read-job-templates.js');
      return jobTemplateReader(platform.host, sources.environment)(...lines);
    });
    const masker = createMasker(platform, settings.maskMinLength);
    masker.mask(secretsInSettings(settings));
    for (const remark of settings.remarks ?? []) platform.log.warning(remark);
    const registration = await registrationOf(settings, sources);
    masker.mask(registration?.secrets ?? []);
    const effects = effectsOf(platform, masker, surroundings);
    if (settings.dryRun) {
      const { dryRun } = await import('./report/dry-run.js');
      const { planPublications } = await import('./publish/publication-plan.js');
      const plan = (fetched: readonly Fetched[]) => planPublications(fetched, settings, platform.tempDir, platform);
      platform.log.info(await dryRun({ settings, effects, masker }, 'nothing is exported', plan));
    } else await bring(settings, platform, masker, effects, { registration, sources, ledger });
  } catch (error) {
    platform.fail(failureMessage(error));
  }
}

/** What of the sources a run needs besides its settings. */
interface Given {
  /** The variables that the mapping file registers. */
  readonly registration: Registration | undefined;
  readonly sources: SettingSources;
  readonly ledger: LedgerBook;
}

async function bring(
  settings: Settings,
  platform: Platform,
  masker: Masker,
  effects: HttpEffects,
  { registration, sources, ledger }: Given,
): Promise<void> {
  const privateFolder = newPrivateFolder(platform.tempDir);
  await keepTerms(settings, sources, ledger, { privateFolder, platform });
  // Loaded while the vault is asked, and not before: no job waits for it.
  const publishing = once(() => import('./publish-fetched.js'));
  const whileWaiting = (): void => {
    publishing().catch(() => undefined);
  };
  const session = registering(
    registration,
    openVaultSession(settings, takingEvents(ledger, platform.origin), { ...effects, whileWaiting }),
    platform.log,
  );
  try {
    const selections = [...settings.selections, ...(settings.templates?.selections ?? [])];
    const fetched = await fetchSecrets(selections, session, {
      log: platform.log,
      decrypt: await decryptorOf(settings, platform.log),
    });
    const { publishFetched } = await publishing();
    await publishFetched(fetched, settings, { platform, masker, ledger, sources, privateFolder });
  } catch (error) {
    await Promise.all([
      releaseAfterFailure(settings, session, ledger, platform, error instanceof TransportError),
      endAfterFailure(session, ledger, platform),
    ]);
    throw error;
  } finally {
    await session.close();
  }
}

/** Writes down what the clean-up will want to know, before anything is done: it may be all that is left of this run. */
async function keepTerms(
  settings: Settings,
  sources: SettingSources,
  ledger: LedgerBook,
  { privateFolder, platform }: { readonly privateFolder: string; readonly platform: Platform },
): Promise<void> {
  const { terms, copy } = await decideTerms(settings, sources, privateFolder);
  ledger.sealWith(ledgerKey(settings));
  if (copy === undefined || !mayTakeInVault(settings)) {
    ledger.write({ terms });
    return;
  }
  const { path, digest, text } = copy;
  ledger.write({ terms: { ...terms, copy: { path, digest } }, folders: await foldersToCreate([privateFolder]) });
  await openOwnFolder(privateFolder, platform);
  await writePrivateFile(path, text, platform.tempDir);
}

/** Whether this run may take something that only the vault can take back. */
function mayTakeInVault({ context, selections }: Settings): boolean {
  return (
    context !== undefined ||
    selections.some(({ target: { source } }) => source === 'pam' || source === 'ssh' || source === 'jit')
  );
}

/** A job that failed must not keep others from a credential until its post step comes. Reads that got no answer, that waits for. */
async function releaseAfterFailure(
  settings: Settings,
  session: VaultSession,
  ledger: LedgerBook,
  { log }: Platform,
  isUnreachable: boolean,
): Promise<void> {
  const { custodies } = ledger.current;
  if (!settings.releaseCustody || custodies.length === 0) return;
  const { vault } = await session.authorized();
  const patience = patienceOf(ledger.current, settings, session.effects, isUnreachable);
  const { released, results } = await releaseCustodies(custodies, vault, { ...patience, unanswered: new Set() });
  ledger.strikeCustodies(released.filter((id) => !patience.unanswered.has(id) || !patience.repeated.has(id)));
  for (const { kind, what } of results) {
    if (kind === 'failed') log.warning(`${what} The post step tries again.`);
    else log.info(what);
  }
}

/** Nor do accounts live on that nobody will use. */
async function endAfterFailure(session: VaultSession, ledger: LedgerBook, { log }: Platform): Promise<void> {
  const { accounts } = ledger.current;
  if (accounts === undefined) return;
  const [{ vault }, { endAccounts }] = await Promise.all([session.authorized(), import('./clean-up/end-accounts.js')]);
  const { left, results } = await endAccounts(accounts, vault);
  ledger.write({ accounts: left });
  reportCleanUp(results, log);
}
