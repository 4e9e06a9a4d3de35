import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@senhasegura-action/core/internal';
import { checkPrivateFile, writePrivateFile } from '../files/private-file.js';
import type { SshAgent } from '../ledger/ledger.js';
import type { LedgerBook } from '../ledger/ledger-book.js';
import { type AgentKey, ASKPASS_SCRIPT, type Askpass, addKey } from './agent-key.js';
import { publicKeyOf } from './public-key.js';
import type { RunCommand } from './run-command.js';
import { agentAnswers, startAgent } from './ssh-agent.js';

export interface AgentParts {
  readonly run: RunCommand;
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
  parts.ledger.write({
    agentKeys: known.flatMap(({ publicKey }) => publicKey ?? []),
    agent: { socket: agent.socket, ...(agent.pid === undefined ? {} : { pid: agent.pid }) },
  });
  for (const [index, { key }] of known.entries()) {
    await addKey(key, agent.socket, await askpassFor(index, parts), parts.run);
  }
  return agent;
}

async function agentFor({ run, ledger, runningSocket, privateFolder }: AgentParts): Promise<SshAgent> {
  if (runningSocket !== undefined && runningSocket !== '' && (await agentAnswers(runningSocket, run))) {
    return { socket: runningSocket };
  }
  const socket = join(privateFolder, 'agent.sock');
  ledger.write({ agent: { socket } });
  return startAgent(socket, run);
}

/** A script and a mark for each key: the mark makes the script answer once. */
async function askpassFor(index: number, { ledger, privateFolder, tempDir }: AgentParts): Promise<Askpass> {
  const script = join(privateFolder, `askpass-${index}`);
  const asked = join(privateFolder, `asked-${index}`);
  await checkPrivateFile(script, tempDir);
  ledger.write({ files: [script], folders: [asked] });
  await writePrivateFile(script, ASKPASS_SCRIPT, tempDir);
  await chmod(script, 0o700);
  return { script, asked };
}
