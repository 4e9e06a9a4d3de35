import { failureMessage } from '@senhasegura-action/core/internal';
import {
  type CleanUpResult,
  emptyAgent,
  type Ledger,
  releaseCustodies,
  removeFiles,
  spawnCommand,
  takeBackInVault,
} from '@senhasegura-action/job';
import type { Terminal } from '../terminal/terminal.js';
import type { VaultRun } from './vault-run.js';

/**
 * Gives back what the run took in the vault, as far as the settings say so: custody, used keys, a registered authorization.
 * Works after an interruption too, when the session's connections are closed: then over new ones. Never throws.
 */
export async function takeBackFromVault(
  run: VaultRun,
  connections: 'open' | 'closed',
): Promise<readonly CleanUpResult[]> {
  try {
    return connections === 'open' && onlyCustody(run)
      ? await releaseHere(run)
      : await takeBackInVault(run.ledger.current, run.settings, run.effects);
  } catch (error) {
    return [{ kind: 'failed', what: failureMessage(error) }];
  }
}

function onlyCustody({ settings }: VaultRun): boolean {
  return settings.releaseCustody && !settings.rotateSshKeys && !settings.revokeAuthorization;
}

/** With the token and the connection that are there. */
async function releaseHere({ ledger, session }: VaultRun): Promise<readonly CleanUpResult[]> {
  const { custodies } = ledger.current;
  if (custodies.length === 0) return [];
  const { vault } = await session.authorized();
  const { released, results } = await releaseCustodies(custodies, vault);
  ledger.strikeCustodies(released);
  return results;
}

/** Takes back what a ledger has on this machine: keys in an agent first, then files. */
export async function takeBackHere(
  ledger: Ledger,
  { environment, tempDir }: Pick<Terminal, 'environment' | 'tempDir'>,
): Promise<readonly CleanUpResult[]> {
  return [...(await emptyAgent(ledger, spawnCommand(environment))), ...(await removeFiles(ledger, tempDir))];
}
