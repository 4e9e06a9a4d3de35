import { once } from 'node:events';
import { type FileHandle, open, readFile, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type Environment, systemCode } from '@senhasegura-action/core/internal';
import type { Command, RunCommand } from '../platform.js';

/** What OpenSSH's programs need to be found and to run, and on Windows cmd.exe, which runs a script of ours. */
const NEEDED =
  /^(?:PATH|PATHEXT|HOME|USER|USERPROFILE|LANG|LC_.*|TMPDIR|TEMP|TMP|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC)$/i;

/** Milliseconds: a key whose passphrase takes long to try is there in a few seconds, and an agent that hangs never answers. */
const LONGEST = 20_000;

/** Milliseconds for the end of its output once a program has ended: what it left running may hold the pipe for ever. */
const LONGEST_AFTER_END = 1_000;

/** Characters: OpenSSH's programs print a few lines. */
const LARGEST_OUTPUT = 1024 * 1024;

/**
 * Runs programs without a shell, and prints nothing of them. One that takes too long is killed, and one that has ended is not
 * waited for although another holds its output. They get few of this process's variables: an ssh-agent lives on, and what its
 * environment holds, later steps of the job could read.
 */
export function spawnCommand(
  environment: Environment,
  longest = LONGEST,
  system: NodeJS.Platform = process.platform,
): RunCommand {
  const needed = neededVariables(environment);
  const run = runHere(needed, longest);
  if (system !== 'win32') return run;
  return async (command) => {
    const { windowsPrograms } = await import('./windows-programs.js');
    return firstThatStarts(windowsPrograms(command, environment), run);
  };
}

/** @throws what the system says of the last one, or that there is none to try */
async function firstThatStarts(commands: readonly Command[], run: RunCommand): ReturnType<RunCommand> {
  let failure: unknown = new Error('ENOENT');
  for (const command of commands) {
    try {
      return await run(command);
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error;
      failure = error;
    }
  }
  throw failure;
}

function runHere(needed: Readonly<Record<string, string>>, longest: number): RunCommand {
  return async (command) => {
    const { outputFile } = command;
    if (outputFile === undefined) return runToEnd(command, needed, longest);
    const file = await open(outputFile, 'wx', 0o600);
    try {
      const { exitCode } = await runToEnd(command, needed, longest, file);
      return { exitCode, stdout: (await readFile(outputFile, 'utf8')).slice(0, LARGEST_OUTPUT) };
    } catch (error) {
      // Nothing was started that could still write to it.
      await rm(outputFile, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  };
}

async function runToEnd(
  { file, args, input = '', environment: given = {} }: Command,
  needed: Readonly<Record<string, string>>,
  longest: number,
  output?: FileHandle,
): ReturnType<RunCommand> {
  const { spawn } = await import('node:child_process');
  const child = spawn(file, args, {
    env: { ...needed, ...given },
    stdio: ['pipe', output?.fd ?? 'pipe', 'ignore'],
    windowsHide: true,
  });
  // Not spawn's own limit, which keeps this process alive for that long when there is no such program.
  const limit = setTimeout(() => child.kill('SIGKILL'), longest);
  const printed = child.stdout === null ? undefined : collected(child.stdout);
  const exited = once(child, 'exit') as Promise<[number | null]>;
  // A program that ends before it has read all of its input is judged by its exit code.
  child.stdin?.on('error', () => undefined).end(input);
  const [exitCode] = await exited.finally(() => {
    clearTimeout(limit);
    child.stdin?.destroy();
  });
  return { exitCode: exitCode ?? -1, stdout: (await printed?.(LONGEST_AFTER_END)) ?? '' };
}

/** Collects what a program prints, and gives it when it has ended, or after so many milliseconds what there is of it by then. */
function collected(stream: Readable): (longest: number) => Promise<string> {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    if (text.length < LARGEST_OUTPUT) text += chunk;
  });
  const closed = new Promise((resolve) => stream.on('error', () => undefined).once('close', resolve));
  return async (longest) => {
    const timer = setTimeout(() => stream.destroy(), longest);
    await closed;
    clearTimeout(timer);
    return text;
  };
}

/** The few variables of an environment that a program needs to be found and to run. */
function neededVariables(environment: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && NEEDED.test(name) ? [[name, value]] : [],
    ),
  );
}
