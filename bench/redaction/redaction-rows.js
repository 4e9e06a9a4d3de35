import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OUTPUTS, outputNamed } from './outputs.js';

/**
 * @typedef {import('../table.js').Row} Row
 * @typedef {import('../../test/harness/node-runtimes.js').NodeRuntime} NodeRuntime
 * @typedef {{ bytes: number, seconds: number, cpuSeconds: number, early: number, peak: number }} Measured
 */

/** What the product promises, in megabytes per second of time on the clock. */
const PROMISED = 200;
/**
 * How much the peak of memory may grow between a tenth of the output and all of it, in megabytes: what the garbage collector
 * lets lie about. Anything that grew with the output would be hundreds.
 */
const MOST_GROWTH = 64;

/** @param {NodeRuntime} runtime @param {string} script @param {string} argument @returns {Measured} */
function measure(runtime, script, argument) {
  const path = fileURLToPath(new URL(script, import.meta.url));
  // The result is on one of the two, and the other is ignored: what the command prints goes to /dev/null.
  const stdio = script === 'measured-run.js' ? ['ignore', 'ignore', 'pipe'] : ['ignore', 'pipe', 'inherit'];
  const { status, stdout, stderr } = spawnSync(runtime.path, [path, argument], {
    stdio: /** @type {import('node:child_process').StdioOptions} */ (stdio),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${script} failed.`);
  return JSON.parse(script === 'measured-run.js' ? stderr : stdout);
}

/** @param {string} what @param {number} least @param {NodeRuntime} runtime @param {Measured} measured @returns {Row[]} */
function rows(what, least, runtime, { bytes, seconds, cpuSeconds, early, peak }) {
  const rate = bytes / 1e6 / seconds;
  const growth = Math.max(0, peak - early);
  return [
    {
      what,
      runtime: runtime.name,
      budget: `≥ ${least} MB/s`,
      measured: `${rate.toFixed(0)} MB/s (${(bytes / 1e6 / cpuSeconds).toFixed(0)} MB per second of CPU)`,
      verdict: rate >= least ? 'ok' : 'over',
    },
    {
      what: `${what}: memory`,
      runtime: runtime.name,
      budget: `+${MOST_GROWTH} MB at most`,
      measured: `+${growth.toFixed(0)} MB from 0.1 to 1 GB (peak ${peak.toFixed(0)} MB)`,
      verdict: growth <= MOST_GROWTH ? 'ok' : 'over',
    },
  ];
}

/** `run` with 20 secrets and all their forms: 1 GB through a real command. @param {NodeRuntime} runtime @returns {Row[]} */
export function runRows(runtime) {
  const folder = mkdtempSync(join(tmpdir(), 'redaction-'));
  try {
    const file = join(folder, 'output');
    writeFileSync(file, outputNamed('a build log').make());
    return rows('run: 1 GB of a build log', PROMISED, runtime, measure(runtime, 'measured-run.js', file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The redactor alone, on 1 GB of each kind of output. @param {NodeRuntime} runtime @returns {Row[]} */
export const redactorRows = (runtime) =>
  Object.entries(OUTPUTS).flatMap(([name, { least }]) =>
    rows(`redactor: ${name}`, least, runtime, measure(runtime, 'measured-redactor.js', name)),
  );
