import type { Platform } from '../platform.js';
import { createPrivateFolder } from './private-file.js';

/**
 * Makes the folder that is for this run alone, before anything comes into it. Elsewhere than on Windows its mode says so, and the
 * first file makes it.
 */
export async function openOwnFolder(
  folder: string,
  { tempDir, system, run, log }: Pick<Platform, 'tempDir' | 'system' | 'run' | 'log'>,
): Promise<void> {
  if (system !== 'win32') return;
  const { keepToThisUser } = await import('./windows-rights.js');
  await createPrivateFolder(folder, tempDir);
  await keepToThisUser(folder, run, log);
}
