import { readFile, rm } from 'node:fs/promises';
import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import * as core from '@actions/core';
import { findEmulator, type RunningEmulator, writtenBy } from './emulator-process.js';

/** Milliseconds. */
const LONGEST_ANSWER = 5_000;
const LONGEST_END = 5_000;
const PAUSE = 50;

/** A job of more requests shows the last ones. */
const SHOWN = 1_000;

interface State {
  readonly custodies: readonly { readonly credential: string; readonly holder: string }[];
}

/**
 * Shows which requests the emulator has met and which custodies nobody has given back, ends it, and removes its folder.
 * @param folder of the emulator; empty where main came to none
 */
export async function endStep(folder: string): Promise<void> {
  if (folder === '') return;
  const emulator = await findEmulator(folder);
  const state = emulator === undefined ? undefined : await stateOf(emulator).catch(() => undefined);
  showLog(await writtenBy(folder));
  for (const { credential, holder } of state?.custodies ?? []) {
    core.warning(`The custody of credential ${printable(credential)} was not given back by ${printable(holder)}.`);
  }
  // By its answer, it is the emulator: another program may have got the number of one that ended.
  if (emulator !== undefined && state !== undefined) await end(emulator.pid);
  else core.info('The emulator had ended before.');
  await rm(folder, { recursive: true, force: true });
}

/** @throws {Error} no answer, or not the emulator's */
async function stateOf({ announcement: { caFile, control } }: RunningEmulator): Promise<State> {
  const signal = AbortSignal.timeout(LONGEST_ANSWER);
  const url = `${control.url}/state`;
  const headers = { [control.header]: control.key };
  const sent = url.startsWith('https:')
    ? request(url, { ca: await readFile(caFile), headers, signal })
    : plainRequest(url, { headers, signal });
  const body = await new Promise((resolve, reject) => {
    sent.once('error', reject).once('response', (response) => {
      json(response).then(resolve, reject);
    });
    sent.end();
  });
  if (typeof body === 'object' && body !== null && 'custodies' in body) return body as State;
  throw new Error('This is no answer of the emulator.');
}

async function end(pid: number): Promise<void> {
  process.kill(pid, 'SIGTERM');
  for (let waited = 0; isAlive(pid); waited += PAUSE) {
    if (waited >= LONGEST_END) {
      core.warning('The emulator did not end in 5 seconds, and was killed.');
      process.kill(pid, 'SIGKILL');
      return;
    }
    await sleep(PAUSE);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function showLog({ requests, complaints }: Awaited<ReturnType<typeof writtenBy>>): void {
  const lines = requests.split('\n').filter((line) => line !== '');
  const shown = lines.slice(-SHOWN);
  const all = shown.length === lines.length ? '' : `; the last ${SHOWN}`;
  core.startGroup(`Requests that the emulator met: ${lines.length}${all}`);
  for (const line of shown) core.info(printable(requestLine(line)));
  core.endGroup();
  for (const line of complaints.split('\n').filter((each) => each !== '')) core.info(`emulator: ${printable(line)}`);
}

/** @param line of the log: names and outcome, no query, header or body */
function requestLine(line: string): string {
  const { time, method, path, caller, status, fault } = JSON.parse(line) as Readonly<
    Record<string, string | undefined>
  >;
  const notes = [caller, fault === undefined ? undefined : `fault: ${fault}`].filter((note) => note !== undefined);
  return `${time ?? ''} ${status ?? ''} ${method ?? ''} ${path ?? ''}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
}

/** One line that is no command for the runner. */
const printable = (text: string): string =>
  text
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll('##[', '## [')
    .trimStart()
    .replace(/^::/u, ': :');
