import { CleanupError, failureMessage } from '@senhasegura-action/core/internal';
import {
  type CleanUpResult,
  EMPTY_LEDGER,
  type Ledger,
  parseLedger,
  removePrivateFile,
  takeBackInVault,
  reportCleanUp,
} from '@senhasegura-action/job';
import { dirname } from 'node:path';
import type { CommandContext } from '../entry/command-context.js';
import { EXIT, exitCodeOf } from '../entry/exit-code.js';
import { settingSources } from '../settings/setting-sources.js';
import { takeBackHere } from '../vault-run/take-back-here.js';
import { prepareSettings } from '../vault-run/vault-run.js';
import type { RunbOptions } from './runb-options.js';
import { type StateFile, stateFileOf } from './state-file.js';

/**
 * `runb --clean`: removes the secrets file and takes back what its ledger has. Doing so twice is as good as once. What
 * fails is told, the rest goes on, and the ledger stays for another try.
 */
export async function cleanUp(context: CommandContext, { secretsFile, shownFile }: RunbOptions): Promise<number> {
  const { terminal, log } = context;
  const state = stateFileOf(secretsFile, terminal);
  const known = knownLedger(state);
  const ledger = 'ok' in known ? known.ok : EMPTY_LEDGER;
  const others = { ...ledger, files: ledger.files.filter((path) => path !== secretsFile) };
  const results = [
    ...('problem' in known ? [{ kind: 'failed', what: known.problem } as const] : []),
    ...(await removeSecretsFile(secretsFile, shownFile)),
    ...(await takeBackHere(others, terminal)),
    ...(await inVault(ledger, context)),
  ];
  if (reportCleanUp(results, log) > 0) return EXIT.failed;
  state.remove();
  const done = results.filter(({ kind }) => kind === 'done').length;
  log.notice(done === 0 ? 'There was nothing to take back.' : 'Everything was taken back.');
  return EXIT.done;
}

function knownLedger(state: StateFile): { readonly ok: Ledger } | { readonly problem: string } {
  try {
    const text = state.load();
    return { ok: text === undefined ? EMPTY_LEDGER : parseLedger(text) };
  } catch (error) {
    if (error instanceof CleanupError) return { problem: error.message };
    throw error;
  }
}

async function removeSecretsFile(path: string, shown: string): Promise<readonly CleanUpResult[]> {
  try {
    return (await removePrivateFile(path, dirname(path))) ? [{ kind: 'done', what: `Removed ${shown}.` }] : [];
  } catch (error) {
    return [{ kind: 'failed', what: failureMessage(error) }];
  }
}

/** The settings matter only where something is left in the vault. */
async function inVault(
  ledger: Ledger,
  { invocation, given, terminal, log }: CommandContext,
): Promise<readonly CleanUpResult[]> {
  if (ledger.custodies.length === 0 && ledger.sshKeys.length === 0 && ledger.authorization === undefined) return [];
  try {
    const sources = settingSources(invocation, given, terminal, { always: { secrets: 'dsm:*' } });
    const { settings, effects } = await prepareSettings(sources, log);
    return await takeBackInVault(ledger, settings, effects);
  } catch (error) {
    const what = `The vault can't be asked to take anything back (exit code ${exitCodeOf(error)}): ${failureMessage(error)}`;
    return [{ kind: 'failed', what }];
  }
}
