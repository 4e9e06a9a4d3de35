import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { getExecOutput } from '@actions/exec';
import * as tools from '@actions/tool-cache';
import type { Release } from './release.js';

export interface InstalledDsm {
  /** Holds the program. */
  readonly folder: string;
  /** It was there from an earlier run. */
  readonly cached: boolean;
}

/** Milliseconds. */
const LONGEST_DOWNLOAD = 300_000;
const LONGEST_RUN = 30_000;

/**
 * The vendor's CLI, from the runner's tool cache or else downloaded. What is downloaded is checked before it is unpacked, and
 * run once before it is kept. The cache keeps it under its checksum: another checksum is another tool.
 * @throws {Error} it can't be had, is not what the checksum says, does not hold the program, or does not run
 */
export async function installDsm(release: Release): Promise<InstalledDsm> {
  const tool = `dsm-${release.sha256.slice(0, 32)}`;
  const kept = tools.find(tool, release.version);
  if (kept !== '') {
    await tryOut(join(kept, release.program));
    return { folder: kept, cached: true };
  }
  const file = await download(release);
  const fresh = await unpack(release, file);
  const folder =
    fresh.kind === 'file'
      ? await tools.cacheFile(fresh.path, release.program, tool, release.version)
      : await tools.cacheDir(fresh.path, tool, release.version);
  return { folder, cached: false };
}

async function download({ url, sha256 }: Release): Promise<string> {
  const file = await within(
    LONGEST_DOWNLOAD,
    tools.downloadTool(url.href),
    `${place(url)} took more than 5 minutes.`,
  ).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : '';
    throw new Error(
      `dsm can't be downloaded from ${place(url)}: ${reason} Check dsm-url, and that the runner reaches it.`,
    );
  });
  const sum = await sha256Of(file);
  if (sum === sha256) return file;
  await rm(file, { force: true });
  throw new Error(
    `What ${place(url)} sent is not what dsm-sha256 says (it has ${sum}): it is thrown away. Compare with the checksum that the vendor publishes, and correct dsm-sha256 only when that is the same.`,
  );
}

/** Without the query: some servers take a key in it. */
const place = (url: URL): string => `${url.origin}${url.pathname}`;

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

interface Unpacked {
  readonly kind: 'file' | 'folder';
  readonly path: string;
}

/** The checked download with the program in it, which has run once. */
async function unpack({ form, program, url }: Release, file: string): Promise<Unpacked> {
  if (form === 'program') {
    await chmod(file, 0o755);
    await tryOut(file);
    return { kind: 'file', path: file };
  }
  const path = form === 'tar' ? await tools.extractTar(file) : await tools.extractZip(file);
  const inside = await stat(join(path, program)).catch(() => undefined);
  if (inside?.isFile() !== true) throw new Error(`${place(url)} has no ${program} at its top level.`);
  await chmod(join(path, program), 0o755);
  await tryOut(join(path, program));
  return { kind: 'folder', path };
}

/** Every command of the vendor's kind knows `--help`; one for another machine, or half of one, does not even start. */
async function tryOut(program: string): Promise<void> {
  const run = getExecOutput(program, ['--help'], { silent: true, ignoreReturnCode: true });
  const { exitCode } = await within(LONGEST_RUN, run, 'It did not end.').catch((error: unknown) => {
    throw new Error(`dsm does not run on this machine: ${error instanceof Error ? error.message : ''}`);
  });
  if (exitCode !== 0) {
    throw new Error(`dsm does not run on this machine: dsm --help ended with ${exitCode}. Is it made for this system?`);
  }
}

/** Ends a wait; what was waited for is left to the end of the process. */
async function within<T>(milliseconds: number, work: Promise<T>, late: string): Promise<T> {
  const waiting = new AbortController();
  const tooLong = sleep(milliseconds, undefined, { signal: waiting.signal }).then(() => {
    throw new Error(late);
  });
  tooLong.catch(() => undefined);
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    waiting.abort();
  }
}
