import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type EmulatorProcess, variablesOf } from '../../harness/emulator.js';
import { encodedForms } from '../../harness/encoded-forms.js';
import { filesBelow } from '../../harness/files-below.js';
import { CLIENT_SECRET } from './scenario.js';

const BUNDLE = fileURLToPath(new URL('../../../dist/cli/index.js', import.meta.url));

/** The PATH of the tests: the system's own programs. */
const PATH = '/usr/local/bin:/usr/bin:/bin';

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  /** Ends the command with this signal when the promise is there. */
  readonly interrupt?: { readonly when: (child: ChildProcess) => Promise<unknown>; readonly signal: NodeJS.Signals };
}

export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly bytes: Buffer;
  readonly stderr: string;
}

/** A home, a working folder and a temporary folder of one test, and the command line in them. */
export interface CliPlace {
  readonly home: string;
  readonly cwd: string;
  readonly temp: string;
  readonly run: (args: readonly string[], options?: CliOptions) => Promise<CliResult>;
  /** Starts a command, for a test that talks with it. */
  readonly start: (args: readonly string[], env?: Readonly<Record<string, string>>) => CliSession;
  /** What starts the command line, and the environment of that. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** A command that runs. */
export interface CliSession {
  /** Waits until one of its outputs has a text. */
  readonly says: (text: string) => Promise<void>;
  readonly answer: (text: string) => void;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<Pick<CliResult, 'code' | 'stdout' | 'stderr'>>;
}

/** Makes places in which `dist/cli` runs on one Node against the emulator; each is taken away after its test. */
export function usePlaces(nodePath: string, emulator: () => EmulatorProcess) {
  const roots: string[] = [];
  afterEach(() => {
    for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
  });
  return (): CliPlace => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'cli-')));
    roots.push(root);
    const [home, cwd, temp] = ['home', 'work', 'temp'].map((name) => join(root, name)) as [string, string, string];
    for (const folder of [home, cwd, temp]) mkdirSync(folder, { mode: 0o700 });
    const environment = {
      ...{ PATH, HOME: home, TMPDIR: temp, LC_ALL: 'C.UTF-8' },
      ...variablesOf(emulator()),
    };
    return {
      ...{ home, cwd, temp, environment },
      command: [nodePath, BUNDLE],
      start: (args, env = {}) => startSession([nodePath, BUNDLE, ...args], { cwd, env: { ...environment, ...env } }),
      run: (args, { env = {}, input = '', interrupt } = {}) =>
        runProcess([nodePath, BUNDLE, ...args], { cwd, env: { ...environment, ...env }, input, interrupt }),
    };
  };
}

function startSession(
  [file = '', ...args]: readonly string[],
  { cwd, env }: Pick<ProcessOptions, 'cwd' | 'env'>,
): CliSession {
  const child = spawn(file, args, { cwd, env });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  return {
    says: async (text) => {
      while (!`${said.stdout}\n${said.stderr}`.includes(text)) {
        await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), ended(child, text)]);
      }
    },
    answer: (text) => {
      child.stdin.write(text);
    },
    kill: (signal) => {
      child.kill(signal);
    },
    ended: (once(child, 'close') as Promise<[number | null]>).then(([code]) => ({ code, ...said })),
  };
}

async function ended(child: ChildProcess, text: string): Promise<never> {
  await once(child, 'close');
  throw new Error(`The command ended without saying "${text}".`);
}

interface ProcessOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input: string | Uint8Array;
  readonly interrupt: CliOptions['interrupt'];
}

async function runProcess(
  command: readonly string[],
  { cwd, env, input, interrupt }: ProcessOptions,
): Promise<CliResult> {
  const [file = '', ...args] = command;
  const child = spawn(file, args, { cwd, env });
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  child.stdin.on('error', () => undefined).end(input);
  const outputs = Promise.all([buffer(child.stdout), buffer(child.stderr)]);
  if (interrupt !== undefined) {
    await interrupt.when(child);
    child.kill(interrupt.signal);
  }
  const [[code, signal], [bytes, stderr]] = await Promise.all([ended, outputs]);
  return { code, signal, bytes, stdout: bytes.toString('utf8'), stderr: stderr.toString('utf8') };
}

/** Fails when a secret, the client secret always included, is in a text in any form. */
export function expectNotShown(text: string, secrets: readonly string[]): void {
  const shown = [CLIENT_SECRET, ...secrets].flatMap((secret, index) =>
    encodedForms(secret)
      .filter((form) => text.includes(form.text))
      .map(({ form }) => `secret ${index} (${form})`),
  );
  expect(shown).toEqual([]);
}

/** Fails when a command left a file in its temporary folder or its home, a secret in a file where it ran, or a custody in the vault. */
export async function expectNothingLeft(
  { cwd, temp, home }: Pick<CliPlace, 'cwd' | 'temp' | 'home'>,
  vault: EmulatorProcess,
  secrets: readonly string[],
): Promise<void> {
  expect([...readdirSync(temp), ...readdirSync(home)]).toEqual([]);
  for (const { content } of filesBelow(cwd)) expectNotShown(content.toString('utf8'), secrets);
  expect((await vault.state()).custodies).toEqual([]);
}
