import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import type { Environment } from '@senhasegura-action/core/internal';
import type { NotStarted } from './command-result.js';
import { openPipes, type Pipe } from './open-pipes.js';

/** A command, found in the PATH of its own environment. No shell reads it. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  /** All of the environment that the command gets. */
  readonly environment: Environment;
}

type End =
  { readonly kind: 'exited'; readonly code: number } | { readonly kind: 'killed'; readonly signal: NodeJS.Signals };

export interface Started {
  readonly kind: 'started';
  /** `null` where the input is inherited. */
  readonly stdin: Writable | null;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Sends a signal, unless the command has ended. */
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<End>;
}

function notStarted(error: unknown): NotStarted {
  const told = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const code = typeof told === 'string' ? told : 'UNKNOWN';
  return { kind: 'not-started', reason: code === 'ENOENT' ? 'not-found' : 'not-executable', code };
}

/** Node.js hands over what an environment inherits from its prototype as well, so it gets one without. */
function ownVariables(environment: Environment): NodeJS.ProcessEnv {
  return Object.assign(Object.create(null) as NodeJS.ProcessEnv, environment);
}

function endOf(child: ChildProcess): Promise<End> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(signal === null ? { kind: 'exited', code: code ?? 1 } : { kind: 'killed', signal });
    });
  });
}

async function attempt(
  { command, args, environment }: Command,
  stdin: 'inherit' | 'pipe',
  [out, error]: readonly Pipe[],
): Promise<Started | NotStarted> {
  try {
    const stdio: StdioOptions = [stdin, out?.writer ?? 'pipe', error?.writer ?? 'pipe'];
    const child = spawn(command, args, { env: ownVariables(environment), stdio });
    const ended = endOf(child);
    // A signal that can't be sent is an event too. Whether the command starts is told by the next line.
    child.on('error', () => undefined);
    await once(child, 'spawn');
    return {
      kind: 'started',
      stdin: child.stdin,
      stdout: out?.reader ?? child.stdout ?? Readable.from([]),
      stderr: error?.reader ?? child.stderr ?? Readable.from([]),
      kill: (signal) => void child.kill(signal),
      ended,
    };
  } catch (problem) {
    return notStarted(problem);
  }
}

/**
 * Starts a command. It stays in the process group and at the terminal of this process, as in a shell. A failure is told by
 * its code alone, because the message of Node.js can quote arguments and variables.
 */
export async function startCommand(command: Command, stdin: 'inherit' | 'pipe'): Promise<Started | NotStarted> {
  const pipes = (await openPipes(command.environment.PATH)) ?? [];
  const outcome = await attempt(command, stdin, pipes);
  for (const { reader, writer } of pipes) {
    closeSync(writer);
    if (outcome.kind === 'not-started') reader.destroy();
  }
  return outcome;
}
