import { once } from 'node:events';
import type { Environment } from '@senhasegura-action/core/internal';
import type { RunCommand } from '../platform.js';

/** What OpenSSH's programs need to be found and to run. */
const NEEDED = /^(?:PATH|PATHEXT|HOME|USER|USERPROFILE|LANG|LC_.*|TMPDIR|TEMP|TMP|SYSTEMROOT|WINDIR)$/i;

/** Milliseconds: a key whose passphrase takes long to try is there in a few seconds, and an agent that hangs never answers. */
const LONGEST = 20_000;

/**
 * Runs programs without a shell, and prints nothing of them. One that takes too long is killed. They get few of this process's variables: an ssh-agent lives
 * on, and what its environment holds, later steps of the job could read.
 */
export function spawnCommand(environment: Environment, longest = LONGEST): RunCommand {
  const needed = neededVariables(environment);
  return async ({ file, args, input = '', environment: given = {} }) => {
    const { spawn } = await import('node:child_process');
    const { text } = await import('node:stream/consumers');
    const child = spawn(file, args, {
      env: { ...needed, ...given },
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
      timeout: longest,
      killSignal: 'SIGKILL',
    });
    const exited = once(child, 'exit') as Promise<[number | null]>;
    // A program that ends before it has read all of its input is judged by its exit code.
    child.stdin.on('error', () => undefined).end(input);
    const [[exitCode], stdout] = await Promise.all([exited, text(child.stdout)]);
    return { exitCode: exitCode ?? -1, stdout };
  };
}

/** The few variables of an environment that a program needs to be found and to run. */
export function neededVariables(environment: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && NEEDED.test(name) ? [[name, value]] : [],
    ),
  );
}
