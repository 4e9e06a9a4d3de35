import { InputError } from '@senhasegura-action/core/internal';
import type { Command, RunCommand } from './run-command.js';

/** A private key as the vault has it. */
export interface AgentKey {
  /** How messages call it, e.g. `ssh:deploy-key-prod#private_key`. */
  readonly reference: string;
  readonly privateKey: string;
  readonly passphrase?: string;
}

/** The variable that the askpass script prints; it is set for OpenSSH's own programs alone. */
const PASSPHRASE_VARIABLE = 'SENHASEGURA_KEY_PASSPHRASE';

/**
 * A script that OpenSSH asks for a passphrase. It holds none: it prints a variable, and once only, because ssh-add asks for
 * ever when the passphrase is wrong.
 */
export const ASKPASS_SCRIPT = `#!/bin/sh
mkdir "$SENHASEGURA_ASKED" 2>/dev/null || exit 1
printf '%s\\n' "$${PASSPHRASE_VARIABLE}"
`;

/** Where the askpass script lies, and a folder that it makes when it has been asked. */
export interface Askpass {
  readonly script: string;
  readonly asked: string;
}

/**
 * Adds a key to the agent at `socket`. The key goes over a pipe, never to disk.
 * @throws {InputError} when the agent does not take it
 */
export async function addKey(key: AgentKey, socket: string, askpass: Askpass, run: RunCommand): Promise<void> {
  // No variable of a process can hold one, and Node's error would quote it.
  if (key.passphrase?.includes('\0') === true) throw unreadable(key);
  const command = withKey({ file: 'ssh-add', args: ['-q', '-'] }, key, askpass);
  const { exitCode } = await run({ ...command, environment: { ...command.environment, SSH_AUTH_SOCK: socket } });
  if (exitCode !== 0) throw unreadable(key);
}

/**
 * Removes a key from the agent at `socket`.
 * @param publicKey as `publicKeyOf` gives it
 * @returns whether the agent had it
 */
export async function removeKey(publicKey: string, socket: string, run: RunCommand): Promise<boolean> {
  const environment = { SSH_AUTH_SOCK: socket };
  const { exitCode } = await run({ file: 'ssh-add', args: ['-q', '-d', '-'], input: `${publicKey}\n`, environment });
  return exitCode === 0;
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
