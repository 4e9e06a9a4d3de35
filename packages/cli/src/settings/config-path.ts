import { join } from 'node:path';
import type { CommandName } from '../command-line/command-table.js';
import type { Terminal } from '../entry/terminal.js';
import { isFile } from '../files/is-file.js';

/**
 * The configuration file that is used where nobody names one: `~/.senhasegura/config.yaml`; for `runb`, as with the vendor's
 * CLI, `~/.config.yaml` before it (wire contract section 3).
 */
export async function configPath(command: CommandName, { home }: Terminal): Promise<string | undefined> {
  const vendors = command === 'runb' ? [join(home, '.config.yaml')] : [];
  for (const path of [...vendors, join(home, '.senhasegura', 'config.yaml')]) if (await isFile(path)) return path;
  return undefined;
}
