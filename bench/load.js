/**
 * `npm run load [-- --jobs N] [-- --at-once N]`: many jobs on a vault that takes 20 requests a second, and jobs that meet an outage of
 * ten seconds. Prints how long they took; the exit code is 1 when one of them failed. Takes two to three minutes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startEmulator } from '../test/harness/emulator.js';
import { EMULATOR_BUNDLE } from '../test/harness/repository.js';
import { createJobFolders, removeJobFolders } from '../test/stand-ins/github-runner/workspace.js';
import { newStep, SCRIPTS } from './contenders.js';
import { vaultOfSecrets } from './vaults.js';

const { values } = parseArgs({
  options: { jobs: { type: 'string', default: '200' }, 'at-once': { type: 'string', default: '60' } },
});
const PER_SECOND = 20;
/** Milliseconds. */
const OUTAGE = 10_000;
const OUTAGE_JOBS = 20;
const BAR = 50;

/** @typedef {{ milliseconds: number, failure: string | undefined }} Outcome */

/**
 * A gateway in front of a vault: passes so many requests a second on, and answers the others with 429 and the pause that all gateways
 * ask for, a second.
 * @param {string} vault
 */
async function startGateway(vault) {
  const counts = { passed: 0, refused: 0 };
  let second = 0;
  let taken = 0;
  const server = createServer((incoming, answer) => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) [second, taken] = [now, 0];
    taken += 1;
    if (taken > PER_SECOND) {
      counts.refused += 1;
      incoming.resume();
      answer.writeHead(429, { 'retry-after': '1' }).end('{"message":"API rate limit exceeded"}');
      return;
    }
    counts.passed += 1;
    const { method, url, headers } = incoming;
    const onward = request(new URL(url ?? '/', vault), { method, headers }, (came) => {
      answer.writeHead(came.statusCode ?? 502, came.headers);
      came.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  });
  const open = async (port = 0) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return address !== null && typeof address === 'object' ? address.port : 0;
  };
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { counts, open, close };
}

/**
 * One job: the action's main step.
 * @param {ReturnType<typeof createJobFolders>} folders
 * @param {Readonly<Record<string, string>>} access
 * @returns {Promise<Outcome>}
 */
async function job(folders, access) {
  const { env, exported } = newStep(folders, { ...access, secrets: 'dsm:*', 'release-custody': 'false' });
  const begin = performance.now();
  const child = spawn(process.execPath, [SCRIPTS.action], { cwd: folders.workspace, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
  }
  await once(child, 'close');
  const failed = child.exitCode !== 0 || exported() !== 1;
  const failure = output.split('\n').find((line) => line.startsWith('::error')) ?? `exit code ${child.exitCode}`;
  return { milliseconds: performance.now() - begin, failure: failed ? failure : undefined };
}

/**
 * Runs so many jobs, so many of them at once.
 * @param {number} count
 * @param {number} atOnce
 * @param {() => Promise<Outcome>} run
 */
async function all(count, atOnce, run) {
  /** @type {Outcome[]} */
  const outcomes = [];
  let begun = 0;
  const worker = async () => {
    while (begun < count) {
      begun += 1;
      outcomes.push(await run());
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
  return outcomes;
}

/** How many jobs took how long, in steps of five seconds. @param {string} what @param {readonly Outcome[]} outcomes */
function report(what, outcomes) {
  const step = 5;
  const failures = outcomes.flatMap(({ failure }) => failure ?? []);
  console.log(`${what}: ${outcomes.length - failures.length} of ${outcomes.length} jobs succeeded`);
  const slots = outcomes.map(({ milliseconds }) => Math.floor(milliseconds / 1000 / step));
  const most = Math.max(...slots);
  for (let slot = 0; slot <= most; slot += 1) {
    const count = slots.filter((one) => one === slot).length;
    const bar = '#'.repeat(Math.ceil((count / outcomes.length) * BAR));
    console.log(
      `  ${String(slot * step).padStart(3)} to ${String((slot + 1) * step).padStart(3)} s ${String(count).padStart(4)} ${bar}`,
    );
  }
  for (const failure of new Set(failures)) console.log(`  ${failure}`);
  return failures.length === 0;
}

const emulator = await startEmulator({ bundle: EMULATOR_BUNDLE, data: vaultOfSecrets(1, 1), http: true });
const folders = createJobFolders();
const gateway = await startGateway(emulator.url);
try {
  const port = await gateway.open();
  const access = {
    url: `http://127.0.0.1:${port}`,
    'client-id': emulator.clientId,
    'client-secret': emulator.clientSecret,
  };
  const run = () => job(folders, access);
  const jobs = await all(Number(values.jobs), Number(values['at-once']), run);
  const limited = report(`${values.jobs} jobs, ${values['at-once']} at once, ${PER_SECOND} requests a second`, jobs);
  console.log(`  ${gateway.counts.passed} requests passed on, ${gateway.counts.refused} answered with 429`);
  await gateway.close();
  const outage = all(OUTAGE_JOBS, OUTAGE_JOBS, run);
  await sleep(OUTAGE);
  await gateway.open(port);
  const survived = report(`an outage of ${OUTAGE / 1000} s`, await outage);
  process.exitCode = limited && survived ? 0 : 1;
} finally {
  await gateway.close();
  removeJobFolders(folders);
  await emulator.stop();
}
