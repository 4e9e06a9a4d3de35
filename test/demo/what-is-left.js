import { existsSync } from 'node:fs';
import { findLeaks } from '../harness/leak-scanner.js';

/**
 * One thing that must hold after the job.
 * @typedef {{ readonly good: boolean, readonly text: string }} Finding
 */

/**
 * What the job left behind, seen from the runner, from the disk and from the vault.
 * @param {object} seen
 * @param {import('../stand-ins/github-runner/job.js').Job} seen.job
 * @param {readonly string[]} seen.files Paths that held secrets during the job.
 * @param {readonly string[]} seen.variables Names that held secrets during the job.
 * @param {readonly unknown[]} seen.custodies What the vault says is still in custody.
 * @param {Readonly<Record<string, string>>} seen.values Every secret.
 * @returns {Finding[]}
 */
export function whatIsLeft({ job, files, variables, custodies, values }) {
  const leaks = findLeaks({ secrets: values, job });
  const filled = variables.filter((name) => (job.environment.get(name) ?? '') !== '');
  const remaining = files.filter((path) => existsSync(path));
  const orphans = job.orphans();
  const failed = job.steps.filter(({ conclusion }) => conclusion !== 'success');
  return [
    finding(
      failed.map(({ name }) => name),
      'every step succeeded',
      'failed',
    ),
    finding(remaining, `${files.length} files are gone`, 'still there'),
    finding(filled, `${variables.length} variables are blank`, 'still set'),
    finding(
      custodies.map((custody) => JSON.stringify(custody)),
      'the vault has no credential in custody',
      'still in custody',
    ),
    ...(orphans === undefined
      ? []
      : [
          finding(
            orphans.map(({ commandLine }) => commandLine),
            'no process is left running',
            'still running',
          ),
        ]),
    finding(
      leaks.map(({ secret, form, place }) => `${secret} (${form}) in ${place}`),
      `${Object.keys(values).length} secrets, raw or encoded, are in no output, log, state, summary or file`,
      'found',
    ),
  ];
}

/**
 * @param {readonly string[]} wrong
 * @param {string} good
 * @param {string} bad
 * @returns {Finding}
 */
const finding = (wrong, good, bad) =>
  wrong.length === 0 ? { good: true, text: good } : { good: false, text: `${bad}: ${wrong.join('; ')}` };
