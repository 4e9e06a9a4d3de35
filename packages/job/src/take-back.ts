import {
  failureMessage,
  jobEffects,
  secretsInSettings,
  type SettingName,
  type SettingSources,
  type Surroundings,
} from '@senhasegura-action/core/internal';
import { blankVariables, emptyAgent, removeFiles } from './clean-up/on-this-machine.js';
import { type CleanUpResult, reportCleanUp } from './clean-up/result.js';
import { isStrict, settingsOfMain, type SettingsOfMain } from './clean-up/settings-of-main.js';
import { leftAlone, takeBackInVault, wantedOfVault } from './clean-up/take-back-in-vault.js';
import { isEmpty, type Ledger } from './ledger/ledger.js';
import { parseLedger } from './ledger/ledger-text.js';
import { createMasker } from './masking/masker.js';
import { effectsOf, type Platform } from './platform.js';
import { tableCell } from './report/harmless-text.js';

/**
 * The post step: takes back what the ledger has, and says so. What fails is a warning, and the rest goes on; only
 * `strict-cleanup` makes the job fail. Nothing is thrown.
 */
export async function takeBack(
  platform: Platform,
  sources: SettingSources,
  surroundings: Surroundings = jobEffects,
): Promise<void> {
  let ledger: Ledger | undefined;
  try {
    const text = platform.state.load();
    ledger = text === undefined ? undefined : parseLedger(text);
    if (text === undefined || ledger === undefined || isEmpty(ledger)) {
      platform.log.info('There is nothing to take back.');
      return;
    }
    const known = ledger;
    // Before the files go: the copy that main kept is among them. Most jobs have nothing in the vault to take back, and then no
    // settings are needed.
    const settings = wantsVault(known) ? await settingsOfMain(text, known, sources) : undefined;
    const blanked = blank(known, platform);
    // Side by side: neither an agent nor a vault that is slow to answer keeps the other waiting.
    const [here, there] = await Promise.all([
      onThisMachine(known, platform),
      settings === undefined ? leftAlone(known, choicesIn(known)) : inVault(known, settings, platform, surroundings),
    ]);
    const results = [...blanked, ...here, ...there];
    if (results.length === 0) platform.log.info('There is nothing to take back.');
    await summarize(results, known, platform);
    report(results, platform, isStrict(known, sources));
  } catch (error) {
    report([{ kind: 'failed', what: failureMessage(error) }], platform, isStrict(ledger, sources));
  }
}

/** What main decided is to be asked of the vault; everything where nothing says what. */
function choicesIn({ terms }: Ledger): Parameters<typeof wantedOfVault>[1] {
  const isOn = (name: SettingName): boolean => terms === undefined || terms.texts[name]?.toLowerCase() === 'true';
  return {
    releaseCustody: isOn('release-custody'),
    rotateSshKeys: isOn('rotate-ssh-keys'),
    revokeAuthorization: isOn('revoke-authorization'),
  };
}

const wantsVault = (ledger: Ledger): boolean => wantedOfVault(ledger, choicesIn(ledger)) !== undefined;

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

async function inVault(
  ledger: Ledger,
  found: SettingsOfMain,
  platform: Platform,
  surroundings: Surroundings,
): Promise<readonly CleanUpResult[]> {
  if (found.kind === 'none') return [await notAsked(ledger, found.why)];
  try {
    const { settings } = found;
    const masker = createMasker(platform, settings.maskMinLength);
    masker.mask(secretsInSettings(settings));
    const effects = effectsOf(platform, masker, surroundings);
    if (found.kind === 'as-main') return await takeBackInVault(ledger, settings, effects);
    const onlyRelease = { ...settings, rotateSshKeys: false, revokeAuthorization: false };
    return [...(await takeBackInVault(ledger, onlyRelease, effects)), ...leftBehind(ledger, found)];
  } catch (error) {
    return [await notAsked(ledger, failureMessage(error))];
  }
}

async function notAsked({ custodies, sshKeys, accounts }: Ledger, why: string): Promise<CleanUpResult> {
  const ids = [
    ...(custodies.length === 0 ? [] : [`credentials in custody: ${custodies.join(', ')}`]),
    ...(sshKeys.length === 0 ? [] : [`SSH keys that were read: ${sshKeys.join(', ')}`]),
    ...(accounts === undefined ? [] : (await import('./clean-up/end-accounts.js')).accountsLeft(accounts)),
  ];
  const list = ids.length === 0 ? '' : ` What is left: ${ids.join('; ').replace(/\.?$/, '.')}`;
  return {
    kind: 'failed',
    what: `The vault can't be asked to take anything back: ${why}${list} Release custodies in the console, or with "senhasegura release".`,
  };
}

/** What main was asked to do besides releasing, and can't be done with settings that are only good for that. */
function leftBehind(
  { sshKeys, authorization }: Ledger,
  { settings, why }: Extract<SettingsOfMain, { readonly kind: 'only-release' }>,
): readonly CleanUpResult[] {
  const left = [
    ...(settings.rotateSshKeys && sshKeys.length > 0 ? [`the SSH keys ${sshKeys.join(', ')} were not rotated`] : []),
    ...(settings.revokeAuthorization && authorization !== undefined
      ? ['the registered authorization was not deactivated']
      : []),
  ];
  return left.length === 0
    ? []
    : [
        {
          kind: 'failed',
          what: `${why} Only custody is released then: ${left.join(', and ')}.`,
        },
      ];
}

/** For the page of the job: what its reader has to know although the job is over. */
async function summarize(results: readonly CleanUpResult[], { terms }: Ledger, platform: Platform): Promise<void> {
  const lines = results.flatMap(({ summary }) => summary ?? []);
  if (lines.length === 0 || terms?.texts.summary?.toLowerCase() === 'false') return;
  const items = lines.map((line) => `- ${tableCell(line)}`);
  try {
    await platform.summary(['### Taken back by senhasegura', '', ...items, ''].join('\n'));
  } catch (error) {
    platform.log.warning(`The summary of the clean-up could not be written: ${failureMessage(error)}`);
  }
}

function report(results: readonly CleanUpResult[], platform: Platform, strict: boolean): void {
  const failed = reportCleanUp(results, platform.log);
  if (failed > 0 && strict)
    platform.fail(`${failed} of the things that had to be taken back were not (strict-cleanup).`);
}
