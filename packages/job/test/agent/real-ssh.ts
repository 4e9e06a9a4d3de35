import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnCommand } from '../../src/agent/spawn-command.js';
import type { RunCommand } from '../../src/platform.js';

/** Runs real programs, as an adapter would. */
export const run: RunCommand = spawnCommand(process.env);

export interface MadeKey {
  readonly privateKey: string;
  /** Type and data, without the comment. */
  readonly publicKey: string;
}

/** A key pair made by ssh-keygen, e.g. `['-t', 'rsa', '-b', '2048', '-m', 'PEM']`. */
export function makeKey(options: readonly string[], passphrase = ''): MadeKey {
  const folder = mkdtempSync(join(tmpdir(), 'senhasegura-key-'));
  try {
    const path = join(folder, 'key');
    execFileSync('ssh-keygen', ['-q', ...options, '-N', passphrase, '-C', 'test', '-f', path]);
    const publicKey = readFileSync(`${path}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
    return { privateKey: readFileSync(path, 'utf8'), publicKey };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The public keys that an agent has. */
export async function keysIn(socket: string): Promise<readonly string[]> {
  const { stdout, exitCode } = await run({ file: 'ssh-add', args: ['-L'], environment: { SSH_AUTH_SOCK: socket } });
  if (exitCode !== 0) return [];
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' ').slice(0, 2).join(' '));
}
