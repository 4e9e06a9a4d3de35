import { createWriteStream, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { stringify } from 'yaml';
import { sampleData } from '../data/sample.js';
import type { VaultDataInput } from '../data/schema.js';
import { parseVaultData } from '../data/vault-data.js';
import type { Disclosure } from '../material/prepare-authorization.js';
import { type Emulator, startEmulator } from '../server/emulator.js';
import type { LoggedRequest } from '../server/request-log.js';
import { type DataSource, parseCommandLine, type Serving, usage } from './options.js';

/** What the command line needs of its process. */
export interface Surroundings {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Resolves when somebody asks the process to end. */
  readonly stopped: Promise<void>;
}

/** Runs the emulator until it is stopped; gives the exit code: 0 done, 1 failed, 2 wrong usage. */
export async function run(args: readonly string[], around: Surroundings): Promise<number> {
  const command = parseCommandLine(args);
  switch (command.kind) {
    case 'help':
      around.print(usage);
      return 0;
    case 'print-sample':
      around.print(stringify(sampleData(command.name), { lineWidth: 0 }));
      return 0;
    case 'wrong':
      around.complain(`${command.problems.join('\n')}\n\n${usage}`);
      return 2;
    case 'run':
      return serve(command, around);
  }
}

async function serve(command: Serving, { print, complain, stopped }: Surroundings): Promise<number> {
  const { latency, clockShift = 0, data: source, log, port, host, prefix, caDir, http } = command;
  const where = { port, http, ...(host !== undefined && { host }), ...(prefix !== undefined && { prefix }) };
  const say = (error: unknown) => {
    complain(`${error instanceof Error ? error.message : String(error)}\n`);
  };
  try {
    const data = await dataOf(source);
    const logging = await openLog(log, complain);
    const emulator = await startEmulator({
      ...where,
      ...(caDir !== undefined && { caDir }),
      ...{ settings: { latency }, data, onRequest: logging.write },
    });
    emulator.vault.clock.advance(clockShift * 1000);
    print(`${announcement(emulator)}\n`);
    const watching =
      source.kind === 'file' && source.watch ? watchData(source.path, emulator, complain, say) : undefined;
    await stopped;
    watching?.();
    await emulator.stop();
    await logging.close();
    return 0;
  } catch (error) {
    say(error);
    return 1;
  }
}

async function dataOf(source: DataSource): Promise<VaultDataInput> {
  return source.kind === 'sample'
    ? sampleData(source.name)
    : parseVaultData(await readFile(source.path, 'utf8'), source.path);
}

/** Reads the file again whenever it has changed. What cannot be used is told, and the vault stays as it was. */
function watchData(path: string, emulator: Emulator, complain: (text: string) => void, say: (error: unknown) => void) {
  let before: string | undefined;
  let working = Promise.resolve();
  const reload = async () => {
    const text = await readFile(path, 'utf8');
    if (text === before || text === '') return;
    before = text;
    await emulator.reload(parseVaultData(text, path));
    complain(`${path} was read again.\n`);
  };
  // The folder, and not the file: many editors write a new file and give it the old name.
  const watcher = watch(dirname(path), (_event, name) => {
    if (name === basename(path)) working = working.then(reload).catch(say);
  });
  return () => {
    watcher.close();
  };
}

interface Logging {
  readonly write: (request: LoggedRequest) => void;
  readonly close: () => Promise<void>;
}

/** A line of JSON for each request that is over: names and outcome, no query, header or body. */
async function openLog(target: string | undefined, complain: (text: string) => void): Promise<Logging> {
  if (target === undefined) return { write: () => undefined, close: () => Promise.resolve() };
  const line = ({ time, method, path, caller, status, fault }: LoggedRequest) =>
    `${JSON.stringify({ time, method, path, caller, status: status ?? 'cut', fault })}\n`;
  if (target === '-') {
    return {
      write: (request) => {
        complain(line(request));
      },
      close: () => Promise.resolve(),
    };
  }
  const stream = createWriteStream(target, { flags: 'a', mode: 0o600 });
  await new Promise((resolve, reject) => stream.once('open', resolve).once('error', reject));
  return {
    write: (request) => stream.write(line(request)),
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}

/** The one line of JSON that the emulator prints: all that a client needs; keys as file paths. */
function announcement(emulator: Emulator): string {
  const { url, caFile, clientId, clientSecret, control, page } = emulator;
  const authorizations = Object.entries(emulator.authorizations).map(([name, disclosure]) => [name, flat(disclosure)]);
  return JSON.stringify({
    ...{ url, caFile, clientId, clientSecret, control, page },
    authorizations: Object.fromEntries(authorizations) as unknown,
  });
}

function flat(disclosure: Disclosure): unknown[] | Readonly<Record<string, unknown>> {
  const { application, system, environment, auth, clientCertificate, clientKey, decryptionKey } = disclosure;
  return {
    ...{ application, system, environment, ...auth },
    ...(clientCertificate && { clientCertificateFile: clientCertificate.file }),
    ...(clientKey && { clientKeyFile: clientKey.file }),
    ...(decryptionKey && { decryptionKeyFile: decryptionKey.file }),
  };
}
