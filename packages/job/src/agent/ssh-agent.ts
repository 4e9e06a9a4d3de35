import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError } from '@senhasegura-action/core/internal';
import { readPrivateText } from '../files/private-text.js';
import type { SshAgent } from '../ledger/ledger.js';
import type { RunCommand } from '../platform.js';

/** How often, and with how many milliseconds between, something is looked for that an agent does by itself: a second in all. */
const LOOKS = 100;
const BETWEEN_LOOKS = 10;

/** A socket's address has 104 bytes on macOS and 108 on Linux, its zero byte included. */
const LONGEST_SOCKET = 103;

/**
 * Starts an agent that listens at `socket`, in a folder that only its owner can enter.
 * @param pidFile a new file that gets what the agent prints, so that its process id is known whatever becomes of this process
 * @throws {InputError} when there is no ssh-agent, or it does not start
 */
export async function startAgent(
  socket: string,
  pidFile: string,
  run: RunCommand,
): Promise<SshAgent & { readonly pid: string }> {
  if (Buffer.byteLength(socket) > LONGEST_SOCKET) {
    throw new InputError(
      `The temporary folder is too deep for the socket of an ssh-agent (${Buffer.byteLength(socket)} bytes, ${LONGEST_SOCKET} at most). Start an agent in an earlier step: SSH_AUTH_SOCK is then used.`,
    );
  }
  const { exitCode, stdout } = await runOrAdvise(
    { file: 'ssh-agent', args: ['-s', '-a', socket], outputFile: pidFile },
    run,
  );
  const pid = pidIn(stdout);
  if (exitCode !== 0 || pid === undefined) {
    throw new InputError(
      `ssh-agent did not start (exit code ${exitCode}). Start one in an earlier step: SSH_AUTH_SOCK is then used.`,
    );
  }
  return { socket, pid };
}

const pidIn = (printed: string): string | undefined => /SSH_AGENT_PID=([1-9]\d{0,9});/.exec(printed)?.[1];

/**
 * The process id of an agent whose start nobody saw the end of. It prints the id when it listens, which may be a moment from now;
 * `undefined` where it was never started.
 */
export async function pidOfStarted(pidFile: string): Promise<string | undefined> {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const found = readPrivateText(pidFile);
    if (found.kind !== 'text') return undefined;
    const pid = pidIn(found.text);
    if (pid !== undefined) return pid;
    await sleep(BETWEEN_LOOKS);
  }
  return undefined;
}

/**
 * What an agent at a socket does: `ssh-add -l` ends with 0 or, where the agent has no key, with 1; with 2 where it reaches none
 * (ssh-add(1)). One that takes the connection and says nothing is `silent`.
 */
export async function agentState(socket: string, run: RunCommand): Promise<'answers' | 'gone' | 'silent'> {
  const { exitCode } = await runOrAdvise(
    { file: 'ssh-add', args: ['-l'], environment: { SSH_AUTH_SOCK: socket } },
    run,
  );
  if (exitCode === 0 || exitCode === 1) return 'answers';
  return exitCode === 2 ? 'gone' : 'silent';
}

export async function agentAnswers(socket: string, run: RunCommand): Promise<boolean> {
  return (await agentState(socket, run)) === 'answers';
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

/**
 * Whether the process is the agent that this run has started: one whose socket somebody has removed holds its keys for ever. By now
 * another process may have its id, so the words that started it must have the socket.
 */
export async function isStillAgent(
  { socket, pid }: SshAgent & { readonly pid: string },
  run: RunCommand,
): Promise<boolean> {
  try {
    const { stdout } = await run({ file: 'ps', args: ['-ww', '-o', 'args=', '-p', pid] });
    return stdout.includes(socket);
  } catch {
    // Where there is no ps, nobody knows; a process that may be somebody else's is left alone.
    return false;
  }
}

/** Ends an agent that this run has started; one that neither answers at its socket nor runs is gone. */
export async function endAgent(
  { socket, pid }: SshAgent & { readonly pid: string },
  run: RunCommand,
): Promise<boolean> {
  if (!(await agentAnswers(socket, run)) && !(await isStillAgent({ socket, pid }, run))) return false;
  const environment = { SSH_AUTH_SOCK: socket, SSH_AGENT_PID: pid };
  const { exitCode } = await runOrAdvise({ file: 'ssh-agent', args: ['-k'], environment }, run);
  if (exitCode === 0) await socketGone(socket);
  return exitCode === 0;
}

/**
 * `ssh-agent -k` only sends a signal: the agent removes its socket a moment later, and until then the folder around it can't be
 * removed. It is no child of ours, so nothing tells when it is done.
 */
async function socketGone(socket: string): Promise<void> {
  for (let looks = 0; looks < LOOKS && existsSync(socket); looks += 1) await sleep(BETWEEN_LOOKS);
}

/** There is no OpenSSH, or not the one that was looked for. */
export class MissingProgram extends InputError {}

async function runOrAdvise(command: Parameters<RunCommand>[0], run: RunCommand): ReturnType<RunCommand> {
  try {
    return await run(command);
  } catch {
    throw new MissingProgram(
      `${command.file} can't be run. Install OpenSSH's client on the machine that runs the job.`,
    );
  }
}
