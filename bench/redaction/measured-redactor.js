/**
 * Redacts an output of 1 GB, in chunks as pipes give them. Prints what it took as JSON.
 *
 *     node bench/redaction/measured-redactor.js NAME_OF_OUTPUT
 */
import { compileForms } from '../../packages/cli/lib/redact/compile-forms.js';
import { createRedactor } from '../../packages/cli/lib/redact/redactor.js';
import { highWaterMark } from '../high-water-mark.js';
import { outputNamed } from './outputs.js';
import { FORMS } from './secrets.js';

const GIGABYTE = 1e9;
const CHUNK = 64 * 1024;

const output = outputNamed(process.argv[2] ?? '').make();
const { write } = createRedactor(compileForms(FORMS));

let done = 0;
let shown = 0;
/** @param {number} bytes */
function redactUntil(bytes) {
  for (; done < bytes; done += CHUNK) {
    const at = done % output.length;
    shown += write(output.subarray(at, at + CHUNK)).length;
  }
}

const begin = performance.now();
const cpu = process.cpuUsage();
redactUntil(GIGABYTE / 10);
const early = highWaterMark('self');
redactUntil(GIGABYTE);
const seconds = (performance.now() - begin) / 1e3;
const { user, system } = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    bytes: done,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    early,
    peak: highWaterMark('self'),
    shown,
  }),
);
