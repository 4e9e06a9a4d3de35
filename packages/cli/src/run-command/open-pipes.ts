import { execFile } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

/** How long making the pipes may take, in milliseconds. */
const TIMEOUT = 5_000;

export interface Pipe {
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

export function discardPipe({ reader, writer }: Pipe): void {
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
export async function openPipes(searchPath: string | undefined): Promise<readonly [Pipe, Pipe] | undefined> {
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
