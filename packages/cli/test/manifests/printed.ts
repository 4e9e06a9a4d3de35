import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { InputError } from '@senhasegura-action/core/internal';
import { parseAllDocuments } from 'yaml';
import { parseCommandLine } from '../../src/command-line/parse-command-line.js';
import { manifests } from '../../src/manifests/manifests.js';
import { readGivenSettings } from '../../src/settings/given-settings.js';
import { watchInterrupts } from '../../src/terminal/interrupts.js';
import { createStderrLog } from '../../src/terminal/stderr-log.js';
import type { Terminal } from '../../src/terminal/terminal.js';

/** A printed manifest, as far as the tests look into it. */
export interface Printed {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

const VAULT = ['--url=https://vault.example.com', '--client-id=shop'];

/** What `senhasegura manifests` writes for arguments after the address and client id, or for these arguments alone. */
export async function printedText(
  args: readonly string[],
  { vault = VAULT, environment = {} }: { vault?: readonly string[]; environment?: Terminal['environment'] } = {},
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const invocation = parseCommandLine(['manifests', ...vault, ...args]);
  if (invocation.kind !== 'command') throw new Error(JSON.stringify(invocation));
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const signals = { on: () => undefined, off: () => undefined };
  const terminal: Terminal = {
    ...{ environment, system: 'linux', cwd: '/nowhere', home: '/nowhere', tempDir: '/nowhere', isInteractive: false },
    ...{ stdin, stdout, stderr, signals },
  };
  const given = await readGivenSettings(invocation, terminal);
  const [log, interrupts] = [createStderrLog(stderr, false), watchInterrupts(signals)];
  await manifests({ invocation, terminal, given, log, interrupts });
  stderr.end();
  stdout.end();
  return { stdout: await text(stdout), stderr: await text(stderr) };
}

/** The same, read back. */
export async function printed(args: readonly string[], options = {}): Promise<readonly Printed[]> {
  return readManifests((await printedText(args, options)).stdout);
}

/** The documents of a YAML text; one that is wrong is an error. */
export const readManifests = (text: string): readonly Printed[] =>
  parseAllDocuments(text).map((document) => {
    if (document.errors[0] !== undefined) throw document.errors[0];
    return document.toJS() as Printed;
  });

/** What the command has against the arguments. */
export async function problemsWith(args: readonly string[], options = {}): Promise<readonly string[]> {
  const error: unknown = await printedText(args, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof InputError) return error.problems;
  throw new Error('nothing was wrong', { cause: error });
}
