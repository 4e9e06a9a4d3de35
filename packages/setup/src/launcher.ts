import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A new folder with a `senhasegura` that starts the command line by the Node that runs this: a job needs none of its own. On
 * Windows there is one for cmd.exe and PowerShell, and one for Git's bash.
 * @param cli path of the command line's script
 * @param parent the runner's temporary folder, which it empties when the job ends
 * @returns the folder
 */
export async function writeLauncher(cli: string, parent = tmpdir(), node = process.execPath): Promise<string> {
  const folder = await mkdtemp(join(parent, 'senhasegura-command-'));
  await writeFile(join(folder, 'senhasegura'), forShells(node, cli), { mode: 0o755, flag: 'wx' });
  if (process.platform === 'win32') {
    await writeFile(join(folder, 'senhasegura.cmd'), forCmd(node, cli), { flag: 'wx' });
  }
  return folder;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** @returns a script for any POSIX shell */
export const forShells = (node: string, cli: string): string => `#!/bin/sh\nexec ${quoted(node)} ${quoted(cli)} "$@"\n`;

/**
 * No path of Windows holds a double quote; a percent sign is doubled.
 * @returns a script for cmd.exe, which PowerShell starts as well
 */
export const forCmd = (node: string, cli: string): string =>
  `@"${node.replaceAll('%', '%%')}" "${cli.replaceAll('%', '%%')}" %*\r\n`;
