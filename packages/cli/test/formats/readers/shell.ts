import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProgramName } from '../../../../../test/harness/programs.js';

/** A real shell: how it is started with a script. */
export interface Shell {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly needs: readonly ProgramName[];
}

export const POSIX_SHELLS: readonly Shell[] = [
  { name: 'bash', command: ['bash', '--noprofile', '--norc'], needs: ['bash', 'coreutils'] },
  { name: 'bash as sh', command: ['bash', '--noprofile', '--norc', '--posix'], needs: ['bash', 'coreutils'] },
  { name: 'dash', command: ['dash'], needs: ['dash', 'coreutils'] },
  { name: 'busybox ash', command: ['busybox', 'ash'], needs: ['busybox', 'coreutils'] },
];

export const FISH: Shell = { name: 'fish', command: ['fish', '--no-config'], needs: ['fish', 'coreutils'] };

export interface Sourced {
  readonly status: number | null;
  /** The environment of a process that the shell starts after it has sourced the file. */
  readonly environment: ReadonlyMap<string, string>;
  /** What sourcing printed. */
  readonly stdout: string;
  readonly stderr: string;
}

export interface Source {
  readonly text: string;
  /** Commands before the file is sourced, e.g. `set -eu`. */
  readonly before?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const DUMP = '/usr/bin/env -0';

/** Sources the text in the shell, and reads the environment that a command after it gets. */
export function sourceIn(shell: Pick<Shell, 'command'>, source: Source): Sourced {
  const folder = mkdtempSync(join(tmpdir(), 'formats-'));
  try {
    const file = join(folder, 'vars');
    writeFileSync(file, source.text, { mode: 0o600 });
    const dump = join(folder, 'dump');
    const script = `${source.before ?? ''}\n. '${file}'\n${DUMP} >'${dump}'\n`;
    const main = join(folder, 'main');
    writeFileSync(main, script);
    const [program, ...args] = shell.command;
    const { status, stdout, stderr, error } = spawnSync(program, [...args, main], {
      env: { PATH: '/usr/bin:/bin', HOME: folder, LC_ALL: 'C.UTF-8', ...source.environment },
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      timeout: 60_000,
    });
    if (error !== undefined) throw error;
    return { status, stdout, stderr, environment: status === 0 ? readDump(dump) : new Map() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readDump(path: string): Map<string, string> {
  const entries = readFileSync(path, 'utf8').split('\0').slice(0, -1);
  return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]));
}

/** The part of an environment that these names are. */
export const only = (environment: ReadonlyMap<string, string>, names: Iterable<string>): Map<string, string> =>
  new Map([...names].flatMap((name) => (environment.has(name) ? [[name, environment.get(name) ?? '']] : [])));
