import { type CleanUpResult, emptyAgent, type Ledger, removeFiles, spawnCommand } from '@senhasegura-action/job';
import type { Terminal } from '../entry/terminal.js';

/** Takes back what a ledger has on this machine: keys in an agent first, then files. */
export async function takeBackHere(
  ledger: Ledger,
  { environment, tempDir }: Pick<Terminal, 'environment' | 'tempDir'>,
): Promise<readonly CleanUpResult[]> {
  return [...(await emptyAgent(ledger, spawnCommand(environment))), ...(await removeFiles(ledger, tempDir))];
}
