import { EventEmitter } from 'node:events';
import { Readable, Writable } from 'node:stream';
import { compileForms } from '../../src/redact/compile-forms.js';
import { type CommandRequest, runCommand } from '../../src/run-command/run-command.js';

/** A sink that keeps what it gets, and tells when there is enough. */
export class Kept extends Writable {
  readonly #chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: string, taken: () => void): void {
    this.#chunks.push(chunk);
    taken();
    this.emit('kept');
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  text(): string {
    return this.bytes().toString();
  }

  /** Waits until the text has a part. */
  async has(part: string): Promise<void> {
    while (!this.text().includes(part)) await new Promise((resolve) => this.once('kept', resolve));
  }
}

/** The parts of a request that a test does not care for, and a hold on its effects. */
export function request(secrets: readonly string[], parts: Partial<CommandRequest> & { command: string }) {
  const [stdout, stderr, signals] = [new Kept(), new Kept(), new EventEmitter()];
  const whole: CommandRequest = {
    args: [],
    environment: { PATH: process.env.PATH },
    forms: compileForms(secrets.map((secret) => Buffer.from(secret))),
    stdin: Readable.from([]),
    stdout,
    stderr,
    signals,
    inForeground: () => false,
    ...parts,
  };
  return { whole, stdout, stderr, signals };
}

/** Runs a script of `sh`. */
export async function runShell(script: string, secrets: readonly string[], parts: Partial<CommandRequest> = {}) {
  const { whole, stdout, stderr } = request(secrets, { command: 'sh', args: ['-c', script], ...parts });
  const result = await runCommand(whole);
  return { result, stdout: stdout.bytes(), stderr: stderr.bytes() };
}

/** Runs a script of Node.js; what follows it are its arguments. */
export async function runScript(script: string, secrets: readonly string[], ...args: readonly string[]) {
  const { whole, stdout, stderr } = request(secrets, { command: process.execPath, args: ['-e', script, ...args] });
  const result = await runCommand(whole);
  return { result, stdout: stdout.bytes(), stderr: stderr.bytes() };
}
