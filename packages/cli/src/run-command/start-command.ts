import { type ChildProcess, execFile, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { promisify } from 'node:util';
import type { Environment } from '@senhasegura-action/core/internal';

/** A command, found in the PATH of its own environment. No shell reads it. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  /** All of the environment that the command gets. */
  readonly environment: Environment;
  /** On Windows: the arguments are quoted already, and are its command line as they are. */
  readonly verbatim?: boolean;
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

/** There never was a process. */
export interface NotStarted {
  readonly kind: 'not-started';
  readonly reason: 'not-found' | 'not-executable';
  /** What the system says, e.g. `ENOENT`, `EACCES`, `E2BIG`; or Node.js, e.g. `ERR_INVALID_ARG_VALUE` for a NUL. */
  readonly code: string;
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
  { command, args, environment, verbatim = false }: Command,
  stdio: StdioOptions,
  [out, error]: readonly Pipe[],
): Promise<Started | NotStarted> {
  try {
    const child = spawn(command, args, {
      env: ownVariables(environment),
      stdio,
      windowsVerbatimArguments: verbatim,
    });
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
  const [out, error] = pipes;
  const outcome = await attempt(command, [stdin, out?.writer ?? 'pipe', error?.writer ?? 'pipe'], pipes);
  for (const { reader, writer } of pipes) {
    closeSync(writer);
    if (outcome.kind === 'not-started') reader.destroy();
  }
  return outcome;
}

/** The same for a command that has the terminal itself: all its streams are those of this process. */
export async function startOnTerminal(
  command: Command,
): Promise<Pick<Started, 'kind' | 'kill' | 'ended'> | NotStarted> {
  return attempt(command, 'inherit', []);
}

/** How long making the pipes may take, in milliseconds. */
const TIMEOUT = 5_000;

interface Pipe {
  readonly reader: Readable;
  /** A file descriptor, for the command to write to. It is to be closed here once the command has it. */
  readonly writer: number;
}

/** Opening the reader first keeps the opening of the writer from blocking. */
function openPipe(path: string): Pipe {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const writer = openSync(path, constants.O_WRONLY);
    return { reader: new Socket({ fd, readable: true, writable: false }), writer };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function discardPipe({ reader, writer }: Pipe): void {
  reader.destroy();
  closeSync(writer);
}

async function makeFifos(folder: string, searchPath: string | undefined): Promise<readonly [Pipe, Pipe]> {
  const [first, second] = [join(folder, '1'), join(folder, '2')];
  const env = searchPath === undefined ? {} : { PATH: searchPath };
  await promisify(execFile)('mkfifo', ['-m', '600', first, second], { env, timeout: TIMEOUT });
  const pipe = openPipe(first);
  try {
    return [pipe, openPipe(second)];
  } catch (error) {
    discardPipe(pipe);
    throw error;
  }
}

/**
 * Opens two real pipes, named ones whose names are taken away at once. What Node.js calls a pipe is a socket on Linux, and
 * a socket cannot be opened by name: `echo problem > /dev/stderr`, which many a script has, would fail.
 *
 * @param searchPath where the program `mkfifo` is looked for
 * @returns `undefined` where they are not needed (another system than Linux) or can't be made
 */
async function openPipes(searchPath: string | undefined): Promise<readonly [Pipe, Pipe] | undefined> {
  if (process.platform !== 'linux') return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'senhasegura-run-')).catch(() => undefined);
  if (folder === undefined) return undefined;
  try {
    return await makeFifos(folder, searchPath);
  } catch {
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
