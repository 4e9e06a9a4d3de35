import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url));

/** Runs `argv[3]` and its arguments without the secret `argv[2]`; says its own memory at its peak, in kB, if `PEAK_FILE` is set. */
const MAIN = `
import { readFileSync, writeFileSync } from 'node:fs';
import { compileForms } from './redact/compile-forms.js';
import { exitStatusOf } from './run-command/run-command.js';
import { runCommand } from './run-command/run-command.js';

const [secret, command, ...args] = process.argv.slice(2);
const result = await runCommand({
  command, args, environment: process.env, forms: compileForms([Buffer.from(secret)]),
  stdin: 'inherit', stdout: process.stdout, stderr: process.stderr, signals: process,
});
if (process.env.PEAK_FILE) {
  const [, peak] = /VmHWM:\\s*(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
  writeFileSync(process.env.PEAK_FILE, peak);
}
process.exitCode = exitStatusOf(result);
`;

/** Writes a program that runs commands in a process of its own to `folder`, and returns its path. */
export function compileProgram(folder: string): string {
  for (const part of ['redact', 'run-command']) {
    mkdirSync(join(folder, part), { recursive: true });
    for (const name of readdirSync(join(SOURCES, part))) {
      const source = readFileSync(join(SOURCES, part, name), 'utf8');
      const { code } = transformSync(source, { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } });
      writeFileSync(join(folder, part, name.replace(/\.ts$/, '.js')), code);
    }
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'main.js'), MAIN);
  return join(folder, 'main.js');
}
