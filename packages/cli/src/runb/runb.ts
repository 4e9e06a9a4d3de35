import { dirname } from 'node:path';
import { CleanupError, failureMessage } from '@senhasegura-action/core/internal';
import {
  type CleanUpResult,
  EMPTY_LEDGER,
  type Ledger,
  parseLedger,
  removePrivateFile,
  reportCleanUp,
  takeBackInVault,
} from '@senhasegura-action/job';
import { type CommandContext, type RunsCommand, settingSources } from '../settings/command-context.js';
import { EXIT, exitCodeOf } from '../terminal/exit-code.js';
import { takeBackHere } from '../vault-run/take-back.js';
import { prepareSettings } from '../vault-run/vault-run.js';
import { bringFile } from './bring-file.js';
import { isDisabled, readRunbOptions, type RunbOptions } from './runb-options.js';
import { type StateFile, stateFileOf } from './state-file.js';

/** `senhasegura runb`: a drop-in for the vendor's `dsm runb` (wire contract section 3), with a clean-up. */
export const runb: RunsCommand = async (context) => {
  if (isDisabled(context)) {
    context.log.notice('runb is disabled (SENHASEGURA_DISABLE_RUNB): nothing was done.');
    return EXIT.done;
  }
  const options = await readRunbOptions(context);
  // Where the vendor's `dsm kubernetes` puts what it fetches; its `runb` does not look at it (vendor's guide of the DSM CLI).
  if (!options.clean && context.given.text('secrets-folder') !== undefined) {
    context.log.notice(
      `SENHASEGURA_SECRETS_FOLDER is not for runb, here as with the vendor's CLI, whose command kubernetes has it: the file is ${options.shownFile}.`,
    );
  }
  return options.clean ? cleanUp(context, options) : bringFile(context, options);
};

/**
 * `runb --clean`: removes the secrets file and takes back what its ledger has. Doing so twice is as good as once. What
 * fails is told, the rest goes on, and the ledger stays for another try.
 */
async function cleanUp(context: CommandContext, { secretsFile, shownFile }: RunbOptions): Promise<number> {
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
