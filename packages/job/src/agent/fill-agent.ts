import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@senhasegura-action/core/internal';
import { checkPrivateFiles, writePrivateFile } from '../files/private-file.js';
import { removePrivateFile } from '../files/remove-private-file.js';
import type { LedgerBook } from '../ledger/ledger-book.js';
import type { SshAgent } from '../ledger/ledger.js';
import type { Command, Platform, RunCommand } from '../platform.js';
import { publicKeyOf } from './public-key.js';
import { agentAnswers, startAgent } from './ssh-agent.js';
import { isPipe } from './windows-programs.js';

/** A private key as the vault has it. */
export interface AgentKey {
  /** How messages call it, e.g. `ssh:deploy-key-prod#private_key`. */
  readonly reference: string;
  readonly privateKey: string;
  readonly passphrase?: string;
}

export interface AgentParts extends Pick<Platform, 'run' | 'system' | 'log'> {
  readonly ledger: LedgerBook;
  /** The socket that the environment names (SSH_AUTH_SOCK), if it does. */
  readonly runningSocket: string | undefined;
  /** A folder of this run, that only its owner can enter. */
  readonly privateFolder: string;
  readonly tempDir: string;
}

/**
 * Adds keys to the agent that is running, or to one that is started for them. Agent and keys go into the ledger before each
 * act.
 * @returns the agent, with a process id where it was started
 * @throws {InputError} keys that can't be used, and an agent that does not start
 */
export async function fillAgent(keys: readonly AgentKey[], parts: AgentParts): Promise<SshAgent> {
  const known = keys.map((key) => ({ key, publicKey: publicKeyOf(key.privateKey, key.passphrase) }));
  const unreadable = known.filter(({ publicKey }) => publicKey === undefined).map(({ key }) => key.reference);
  if (unreadable.length > 0) {
    throw new InputError(
      unreadable.map((reference) => `${reference} is no private key that can be read with its passphrase.`),
    );
  }
  const agent = await agentFor(parts);
  parts.ledger.write({ agentKeys: known.flatMap(({ publicKey }) => publicKey ?? []), agent });
  for (const [index, { key }] of known.entries()) {
    await addKey(key, agent.socket, await askpassFor(index, agent.socket, parts), parts.run);
  }
  return agent;
}

async function agentFor(parts: AgentParts): Promise<SshAgent> {
  const { run, runningSocket = '', system } = parts;
  if (system === 'win32') return (await import('./windows-agent.js')).windowsAgent(parts, () => ownAgent(parts));
  return runningSocket !== '' && (await agentAnswers(runningSocket, run)) ? { socket: runningSocket } : ownAgent(parts);
}

async function ownAgent({ run, ledger, privateFolder, tempDir, system }: AgentParts): Promise<SshAgent> {
  const path = join(privateFolder, 'agent.sock');
  // Git's programs, and a shell that reads the variable, take slashes for what they are.
  const socket = system === 'win32' ? path.replaceAll('\\', '/') : path;
  const pidFile = join(privateFolder, 'agent.pid');
  ledger.write({ agent: { socket, pidFile }, files: [pidFile] });
  const agent = await startAgent(socket, pidFile, run);
  ledger.write({ agent });
  await removePrivateFile(pidFile, tempDir);
  return agent;
}

/** A script and a mark for each key: the mark makes the script answer once. */
async function askpassFor(
  index: number,
  socket: string,
  { ledger, privateFolder, tempDir, system }: AgentParts,
): Promise<Askpass> {
  const { ending, text } = system === 'win32' && isPipe(socket) ? ASKPASS_BATCH : { ending: '', text: ASKPASS_SCRIPT };
  const script = join(privateFolder, `askpass-${index}${ending}`);
  const asked = join(privateFolder, `asked-${index}`);
  await checkPrivateFiles([script], tempDir);
  ledger.write({ files: [script], folders: [asked] });
  await writePrivateFile(script, text, tempDir);
  await chmod(script, 0o700);
  return { script, asked };
}

/** The variable that the askpass script prints; it is set for OpenSSH's own programs alone. */
const PASSPHRASE_VARIABLE = 'SENHASEGURA_KEY_PASSPHRASE';

/**
 * A script that OpenSSH asks for a passphrase. It holds none: it prints a variable, and once only, because ssh-add asks for
 * ever when the passphrase is wrong.
 */
const ASKPASS_SCRIPT = `#!/bin/sh
mkdir "$SENHASEGURA_ASKED" 2>/dev/null || exit 1
printf '%s\\n' "$${PASSPHRASE_VARIABLE}"
`;

/**
 * The same for Windows' own OpenSSH, which has no shell. What delayed expansion puts in is not read again: every character of a
 * passphrase is itself. 65001 is UTF-8.
 */
const ASKPASS_BATCH = {
  ending: '.cmd',
  text: [
    '@echo off',
    'if exist "%SENHASEGURA_ASKED%" exit /b 1',
    'mkdir "%SENHASEGURA_ASKED%"',
    'if not exist "%SENHASEGURA_ASKED%" exit /b 1',
    'chcp 65001 >nul',
    'setlocal EnableExtensions EnableDelayedExpansion',
    `echo(!${PASSPHRASE_VARIABLE}!`,
    'exit /b 0',
    '',
  ].join('\r\n'),
};

/** Where the askpass script lies, and a folder that it makes when it has been asked. */
interface Askpass {
  readonly script: string;
  readonly asked: string;
}

/**
 * Adds a key to the agent at `socket`. The key goes over a pipe, never to disk.
 * @throws {InputError} when the agent does not take it
 */
async function addKey(key: AgentKey, socket: string, askpass: Askpass, run: RunCommand): Promise<void> {
  // No variable of a process can hold one, and Node's error would quote it.
  if (key.passphrase?.includes('\0') === true) throw unreadable(key);
  const command = withKey({ file: 'ssh-add', args: ['-q', '-'] }, key, askpass);
  const { exitCode } = await run({ ...command, environment: { ...command.environment, SSH_AUTH_SOCK: socket } });
  if (exitCode !== 0) throw unreadable(key);
}

function withKey(command: Command, { privateKey, passphrase = '' }: AgentKey, { script, asked }: Askpass): Command {
  return {
    ...command,
    input: normalised(privateKey),
    environment: {
      SSH_ASKPASS: script,
      SSH_ASKPASS_REQUIRE: 'force',
      // OpenSSH before 8.4 asks only where there is a display.
      DISPLAY: 'none',
      SENHASEGURA_ASKED: asked,
      [PASSPHRASE_VARIABLE]: passphrase,
    },
  };
}

/** OpenSSH wants line feeds, one at the end too; a console may have stored others. */
function normalised(privateKey: string): string {
  return `${privateKey.replaceAll(/\r\n?/g, '\n').trimEnd()}\n`;
}

function unreadable({ reference, passphrase }: AgentKey): InputError {
  const hint =
    passphrase === undefined || passphrase === ''
      ? 'a key that needs no passphrase'
      : 'a key that its passphrase opens';
  return new InputError(
    `OpenSSH can't use ${reference}: it is not ${hint}. Check the key in the vault with ssh-keygen -y.`,
  );
}
