import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Announcement } from './exported-settings.js';

/** An emulator that serves: what its step writes down, for the post step to find it again. */
export interface RunningEmulator {
  readonly pid: number;
  readonly announcement: Announcement;
}

/** Files of one emulator, in a private folder of the job. */
const filesIn = (folder: string) => ({
  running: join(folder, 'running.json'),
  requests: join(folder, 'requests.jsonl'),
  complaints: join(folder, 'complaints.txt'),
});

/** Milliseconds. */
const LONGEST_START = 60_000;

/** @param parent the runner's temporary folder, which it empties when the job ends */
export const makeFolder = (parent: string): Promise<string> => mkdtemp(join(parent, 'senhasegura-emulator-'));

/**
 * Starts an emulator that goes on when this process ends, and waits until it serves. All that it writes lies in the folder.
 * @param script path of the emulator's
 * @param args options of its command line
 * @throws {Error} it did not start; with what it says of that
 */
export async function startEmulator(folder: string, script: string, args: readonly string[]): Promise<RunningEmulator> {
  const { running, requests, complaints } = filesIn(folder);
  const errors = openSync(complaints, 'wx', 0o600);
  const child = spawn(process.execPath, [script, ...args, `--log=${requests}`], {
    detached: true,
    stdio: ['ignore', 'pipe', errors],
    env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder },
    windowsHide: true,
  });
  closeSync(errors);
  try {
    const line = await firstLine(child);
    if (line === undefined || child.pid === undefined) throw new Error(reason(readFileSync(complaints, 'utf8')));
    const emulator = { pid: child.pid, announcement: JSON.parse(line) as Announcement };
    await writeFile(running, JSON.stringify(emulator), { flag: 'wx', mode: 0o600 });
    return emulator;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    child.stdout?.destroy();
    child.unref();
  }
}

/** @returns `undefined` where the process has ended, or takes too long */
async function firstLine(child: ChildProcess): Promise<string | undefined> {
  if (child.stdout === null) return undefined;
  const late = AbortSignal.timeout(LONGEST_START);
  const line = once(createInterface(child.stdout), 'line', { signal: late }) as Promise<[string]>;
  const ended = once(child, 'exit').then(() => undefined);
  const found = await Promise.race([line.catch(() => undefined), ended]);
  return found?.[0];
}

/** What the emulator complains of, in terms of inputs, without its usage. */
function reason(complaints: string): string {
  const [problems = ''] = complaints.split('\n\nUsage:');
  const said = problems.trim().replaceAll(/(^|\s)--(?=[a-z])/gu, '$1');
  return `The emulator did not start: ${said === '' ? 'it says nothing of why.' : said}`;
}

/** @returns `undefined` where none was started in that folder */
export async function findEmulator(folder: string): Promise<RunningEmulator | undefined> {
  const text = await readFile(filesIn(folder).running, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as RunningEmulator);
}

/** What an emulator wrote: a line of JSON for each request, and its complaints. Empty where there is nothing. */
export async function writtenBy(folder: string): Promise<{ readonly requests: string; readonly complaints: string }> {
  const { requests, complaints } = filesIn(folder);
  const read = (path: string) => readFile(path, 'utf8').catch(() => '');
  return { requests: await read(requests), complaints: await read(complaints) };
}
