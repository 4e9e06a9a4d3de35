import {
  failureMessage,
  jobEffects,
  readSettings,
  secretsInSettings,
  type Settings,
  type SettingSources,
  type Surroundings,
} from '@senhasegura-action/core/internal';
import { blankVariables, emptyAgent, removeFiles } from './clean-up/on-this-machine.js';
import { type CleanUpResult, reportCleanUp } from './clean-up/result.js';
import { takeBackInVault } from './clean-up/take-back-in-vault.js';
import { type Ledger, isEmpty } from './ledger/ledger.js';
import { parseLedger } from './ledger/ledger-text.js';
import { createMasker } from './masking/masker.js';
import { effectsOf, type Platform } from './platform.js';

/**
 * The post step: takes back what the ledger has, and says so. What fails is a warning, and the rest goes on; only
 * `strict-cleanup` makes the job fail. Nothing is thrown.
 */
export async function takeBack(
  platform: Platform,
  sources: SettingSources,
  surroundings: Surroundings = jobEffects,
): Promise<void> {
  const settings = await settingsOrReason(sources);
  try {
    const text = platform.state.load();
    const ledger = text === undefined ? undefined : parseLedger(text);
    if (ledger === undefined || isEmpty(ledger)) {
      platform.log.info('There is nothing to take back.');
      return;
    }
    const blanked = blank(ledger, platform);
    // Side by side: neither an agent nor a vault that is slow to answer keeps the other waiting.
    const [here, there] = await Promise.all([
      onThisMachine(ledger, platform),
      inVault(ledger, settings, platform, surroundings),
    ]);
    const results = [...blanked, ...here, ...there];
    report(results, platform, 'ok' in settings && settings.ok.strictCleanup);
  } catch (error) {
    report([{ kind: 'failed', what: failureMessage(error) }], platform, 'ok' in settings && settings.ok.strictCleanup);
  }
}

type SettingsOrReason = { readonly ok: Settings } | { readonly problem: string };

/** Local things are taken back even when the settings can't be read any more. */
async function settingsOrReason(sources: SettingSources): Promise<SettingsOrReason> {
  try {
    return { ok: await readSettings(sources) };
  } catch (error) {
    return { problem: failureMessage(error) };
  }
}

/** The agent first: its socket lies in a folder that is removed with the files. */
async function onThisMachine(ledger: Ledger, { run, tempDir }: Platform): Promise<readonly CleanUpResult[]> {
  return [...(await emptyAgent(ledger, run)), ...(await removeFiles(ledger, tempDir))];
}

function blank(ledger: Ledger, platform: Platform): readonly CleanUpResult[] {
  try {
    return blankVariables(ledger, platform);
  } catch (error) {
    return [{ kind: 'failed', what: `The variables could not be blanked: ${failureMessage(error)}` }];
  }
}

/** Not before it is needed: most jobs have nothing in the vault to take back, and then the settings do not matter. */
async function inVault(
  ledger: Ledger,
  settings: SettingsOrReason,
  platform: Platform,
  surroundings: Surroundings,
): Promise<readonly CleanUpResult[]> {
  if (ledger.custodies.length === 0 && ledger.sshKeys.length === 0 && ledger.authorization === undefined) return [];
  if ('problem' in settings) {
    return [{ kind: 'failed', what: `The vault can't be asked to take anything back: ${settings.problem}` }];
  }
  try {
    const masker = createMasker(platform, settings.ok.maskMinLength);
    masker.mask(secretsInSettings(settings.ok));
    return await takeBackInVault(ledger, settings.ok, effectsOf(platform, masker, surroundings));
  } catch (error) {
    return [{ kind: 'failed', what: `The vault can't be asked to take anything back: ${failureMessage(error)}` }];
  }
}

function report(results: readonly CleanUpResult[], platform: Platform, strict: boolean): void {
  const failed = reportCleanUp(results, platform.log);
  if (failed > 0 && strict)
    platform.fail(`${failed} of the things that had to be taken back were not (strict-cleanup).`);
}
