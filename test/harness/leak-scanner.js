import { Buffer } from 'node:buffer';
import { basename } from 'node:path';
import { FILES_THAT_HOLD_VALUES } from '../stand-ins/github-runner/file-commands.js';
import { encodedForms } from './encoded-forms.js';
import { filesBelow } from './files-below.js';

/**
 * @typedef {import('../stand-ins/github-runner/step.js').StepResult} StepResult
 *
 * What the scanner needs of a job of the stand-in.
 * @typedef {object} ScannedJob
 * @property {readonly StepResult[]} steps
 * @property {{ readonly root: string }} folders
 *
 * @typedef {object} ScanOptions
 * @property {Readonly<Record<string, string>>} secrets Values by a name that may be shown.
 * @property {ScannedJob} job
 * @property {boolean} [disk] `false` while files with secrets are still meant to be there.
 *
 * Where which secret was found, in which form. Never the value.
 * @typedef {{ readonly secret: string, readonly form: string, readonly place: string }} Leak
 */

/**
 * Looks for every secret of four characters or more, in every form of `encodedForms`:
 * - in what actions wrote to standard output and error, but for the commands that register masks;
 * - in the masked log of every step, scripts included;
 * - in the state, the summary and the arguments of every action;
 * - in names and contents of all files of the job, but for GITHUB_ENV and GITHUB_OUTPUT, where the runner keeps them.
 * @param {ScanOptions} options
 * @returns {Leak[]}
 */
export function findLeaks({ secrets, job, disk = true }) {
  const places = [...job.steps.flatMap(placesOfStep), ...(disk ? placesOnDisk(job) : [])];
  return Object.entries(secrets).flatMap(([secret, value]) => {
    const forms = encodedForms(value).map(({ form, text }) => ({ form, bytes: Buffer.from(text, 'utf8') }));
    return places.flatMap(({ place, content }) =>
      forms.filter(({ bytes }) => content.includes(bytes)).map(({ form }) => ({ secret, form, place })),
    );
  });
}

/**
 * @param {ScanOptions} options
 * @throws {Error} that names each secret, its form and the place, and no value
 */
export function assertNoLeak(options) {
  const leaks = findLeaks(options);
  if (leaks.length > 0) {
    const lines = leaks.map(({ secret, form, place }) => `  ${secret} (${form}) in ${place}`);
    throw new Error(`${leaks.length} leak(s):\n${lines.join('\n')}`);
  }
}

/** @typedef {{ readonly place: string, readonly content: Buffer }} Place */

/** @param {string} place @param {string} text @returns {Place} */
const textPlace = (place, text) => ({ place, content: Buffer.from(text, 'utf8') });

/**
 * @param {StepResult} step
 * @returns {Place[]}
 */
function placesOfStep(step) {
  const { name, log, issues } = step;
  const shown = [
    textPlace(`the log of ${name}`, log),
    textPlace(`the annotations of ${name}`, issues.map(({ message }) => message).join('\n')),
  ];
  if (step.kind === 'script') {
    return shown;
  }
  return [
    ...shown,
    textPlace(`standard output of ${name}`, withoutMasks(step.stdout)),
    textPlace(`standard error of ${name}`, withoutMasks(step.stderr)),
    textPlace(`the state file of ${name}`, step.stateFile),
    textPlace(`the state of ${name}`, [...step.state].flat().join('\n')),
    textPlace(`the summary of ${name}`, step.summary),
    textPlace(`the arguments of ${name}`, step.commandLine.join('\n')),
  ];
}

/** Only a whole line is a command: a mask in the middle of one would be shown.
 * @param {string} output */
const withoutMasks = (output) =>
  output
    .split('\n')
    .filter((line) => !line.startsWith('::add-mask::'))
    .join('\n');

/**
 * @param {ScannedJob} job
 * @returns {Place[]}
 */
const placesOnDisk = ({ folders: { root } }) =>
  filesBelow(root)
    .filter(({ path }) => !FILES_THAT_HOLD_VALUES.some((prefix) => basename(path).startsWith(prefix)))
    .flatMap(({ path, content }) => [
      { place: `the file ${path}`, content },
      textPlace(`the name of the file ${path}`, path),
    ]);
