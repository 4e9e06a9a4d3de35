import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type EmulatorProcess, variablesOf } from '../../harness/emulator.js';
import { REPOSITORY } from '../../harness/repository.js';
import { startOnWindows, WINDOWS_NODE } from '../../harness/wine.js';
import { useParent } from './windows-jobs.js';

const BUNDLE = join(REPOSITORY, 'dist/cli/index.js');

export interface WindowsOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  /** When the promise is there, sends CTRL_C (SIGINT) or CTRL_BREAK (SIGTERM, see `startOnWindows`) to this one process. */
  readonly interrupt?: { readonly when: Promise<unknown>; readonly signal: 'SIGINT' | 'SIGTERM' };
}

export interface WindowsResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly bytes: Buffer;
  readonly stderr: string;
}

/** A home, a working folder and a temporary folder of one test, and what runs in them on Windows. */
export interface WindowsPlace {
  readonly root: string;
  readonly home: string;
  readonly cwd: string;
  readonly temp: string;
  /** `senhasegura` with these arguments, and the variables that lead to the vault. */
  readonly run: (args: readonly string[], options?: WindowsOptions) => Promise<WindowsResult>;
  /** `cmd.exe` with a batch file of these lines, and no more variables than are given. */
  readonly batch: (lines: readonly string[], env?: Readonly<Record<string, string>>) => Promise<WindowsResult>;
}

/** Makes places in which `dist/cli` runs on Windows against the emulator; each is taken away after its test. */
export function useWindowsPlaces(emulator: () => EmulatorProcess) {
  const newParent = useParent();
  return (...below: readonly string[]): WindowsPlace => {
    const root = newParent(...below);
    const [home, cwd, temp] = ['home', 'work', 'temp'].map((name) => join(root, name)) as [string, string, string];
    for (const folder of [home, cwd, temp]) mkdirSync(folder);
    const start = async (
      file: string,
      args: readonly string[],
      { env = {}, input = '', interrupt }: WindowsOptions,
    ): Promise<WindowsResult> => {
      const stdin = join(root, 'stdin');
      writeFileSync(stdin, input);
      const child = startOnWindows(file, args, { cwd, env: { HOME: home, TMPDIR: temp, ...env }, input: stdin });
      void interrupt?.when.then(() => child.kill(interrupt.signal));
      const ended = once(child, 'exit') as Promise<[number | null]>;
      const [[code], bytes, errors] = await Promise.all([ended, buffer(child.stdout), buffer(child.stderr)]);
      return { code, bytes, stdout: bytes.toString('utf8'), stderr: errors.toString('utf8') };
    };
    return {
      ...{ root, home, cwd, temp },
      run: (args, { env = {}, ...options } = {}) =>
        start(WINDOWS_NODE, [BUNDLE, ...args], { ...options, env: { ...variablesOf(emulator()), ...env } }),
      batch: (lines, env = {}) => {
        writeFileSync(join(root, 'script.cmd'), `@echo off\r\n${lines.join('\r\n')}\r\n`);
        return start('cmd.exe', ['/d', '/c', '..\\script.cmd'], { env });
      },
    };
  };
}
