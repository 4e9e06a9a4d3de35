/**
 * Runs a command that prints 1 GB, as `senhasegura run` does, from the command's start to its end. Prints what it took as
 * JSON to standard error; standard output gets what the command printed.
 *
 *     node bench/redaction/measured-run.js FILE_OF_16_MiB
 */
import { compileForms } from '../../packages/cli/lib/redact/compile-forms.js';
import { runCommand } from '../../packages/cli/lib/run-command/run-command.js';
import { highWaterMark } from '../high-water-mark.js';
import { FORMS } from './secrets.js';

const TIMES = 60;
const [, , file = ''] = process.argv;
const script = 'i=0; while [ $i -lt "$2" ]; do cat "$1"; i=$((i+1)); done';

/** @param {number} times */
const print = (times) =>
  runCommand({
    ...{ command: 'sh', args: ['-c', script, 'sh', file, String(times)], environment: { PATH: process.env['PATH'] } },
    ...{ forms: compileForms(FORMS), stdin: 'inherit', stdout: process.stdout, stderr: process.stderr },
    signals: process,
  });

await print(TIMES / 10);
const early = highWaterMark('self');
const begin = performance.now();
const cpu = process.cpuUsage();
const result = await print(TIMES);
const seconds = (performance.now() - begin) / 1e3;
const { user, system } = process.cpuUsage(cpu);
if (result.kind !== 'exited' || result.code !== 0) throw new Error('The command failed.');
const bytes = TIMES * 16 * 1024 * 1024;
console.error(
  JSON.stringify({ bytes, seconds, cpuSeconds: (user + system) / 1e6, early, peak: highWaterMark('self') }),
);
