/**
 * `npm run bench [-- --check] [-- --rounds N]`: measures what the product promises side by side in one run, and prints a
 * table. With `--check` the exit code is 1 when something is over its budget or could not be measured.
 */
import { parseArgs } from 'node:util';
import { nodeRuntimes } from '../test/harness/node-runtimes.js';
import { runRows } from './redaction/redaction-rows.js';
import { bundleSizes, fiftyCredentials, tenSecrets, thousandFiles, thousandSecrets } from './rows.js';
import { formatTable } from './table.js';

const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, rounds: { type: 'string', default: '15' } },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new Error(`--rounds takes a whole number from 1, not ${values.rounds}`);
}

/** @typedef {import('./table.js').Row} Row */

/**
 * @param {string} what
 * @param {string} runtime
 * @param {() => Promise<Row[]>} measure
 * @returns {Promise<Row[]>}
 */
async function rowsOf(what, runtime, measure) {
  try {
    return await measure();
  } catch (error) {
    const measured = error instanceof Error ? error.message : String(error);
    return [{ what, runtime, budget: '', measured, verdict: 'failed' }];
  }
}

const rows = bundleSizes();
for (const runtime of nodeRuntimes()) {
  console.error(`Measuring on ${runtime.name}, ${rounds} rounds ...`);
  rows.push(
    ...(await rowsOf('10 secrets', runtime.name, () => tenSecrets(runtime, rounds))),
    ...(await rowsOf('1,000 secrets', runtime.name, () => thousandSecrets(runtime, rounds))),
    ...(await rowsOf('50 PAM credentials', runtime.name, () => fiftyCredentials(runtime, rounds))),
    ...(await rowsOf('1,000 files', runtime.name, () => thousandFiles(runtime, rounds))),
    ...(await rowsOf('redaction of 1 GB', runtime.name, () => Promise.resolve(runRows(runtime)))),
  );
}
console.log(formatTable(rows));
process.exitCode = values.check && rows.some(({ verdict }) => verdict !== 'ok') ? 1 : 0;
