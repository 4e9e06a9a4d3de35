import { dirname } from 'node:path';
import { failureMessage } from '@senhasegura-action/core/internal';
import { type CleanUpResult, removePrivateFile } from '@senhasegura-action/job';
import type { CommandContext, RunsCommand } from '../settings/command-context.js';
import { EXIT } from '../terminal/exit-code.js';
import { stateFileOf } from '../vault-run/state-file.js';
import { takeBackLater } from '../vault-run/take-back-later.js';
import { bringFile } from './bring-file.js';
import { isDisabled, readRunbOptions, type RunbOptions } from './runb-options.js';

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

/** `runb --clean`: removes the secrets file, whatever its list says, and takes back what the list has. */
function cleanUp(context: CommandContext, { secretsFile, shownFile }: RunbOptions): Promise<number> {
  const { terminal } = context;
  const own = { path: secretsFile, remove: () => removeSecretsFile(secretsFile, shownFile) };
  return takeBackLater(stateFileOf('runb', secretsFile, terminal), context, { tempDir: terminal.tempDir, own });
}

async function removeSecretsFile(path: string, shown: string): Promise<readonly CleanUpResult[]> {
  try {
    return (await removePrivateFile(path, dirname(path))) ? [{ kind: 'done', what: `Removed ${shown}.` }] : [];
  } catch (error) {
    return [{ kind: 'failed', what: failureMessage(error) }];
  }
}
