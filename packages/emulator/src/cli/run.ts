import { readFile } from 'node:fs/promises';
import { sampleData } from '../data/sample.js';
import type { VaultDataInput } from '../data/schema.js';
import { parseVaultData } from '../data/vault-data.js';
import { type Emulator, startEmulator } from '../server/emulator.js';
import type { Disclosure } from '../material/prepare-authorization.js';
import { type DataSource, parseCommandLine, usage } from './options.js';

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
    case 'wrong':
      around.complain(`${command.problems.join('\n')}\n\n${usage}`);
      return 2;
    case 'run':
      return serve(command, around);
  }
}

async function serve(
  command: { readonly port: number; readonly http: boolean; readonly latency: number; readonly data: DataSource },
  { print, complain, stopped }: Surroundings,
): Promise<number> {
  const { port, http, latency, data: source } = command;
  try {
    const data = await dataOf(source);
    const emulator = await startEmulator({ port, http, settings: { latency }, data });
    print(`${announcement(emulator)}\n`);
    await stopped;
    await emulator.stop();
    return 0;
  } catch (error) {
    complain(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function dataOf(source: DataSource): Promise<VaultDataInput> {
  return source.kind === 'sample'
    ? sampleData(source.name)
    : parseVaultData(await readFile(source.path, 'utf8'), source.path);
}

/** The one line of JSON that the emulator prints: all that a client needs; keys as file paths. */
function announcement(emulator: Emulator): string {
  const { url, caFile, clientId, clientSecret, control } = emulator;
  const authorizations = Object.entries(emulator.authorizations).map(([name, disclosure]) => [name, flat(disclosure)]);
  return JSON.stringify({
    ...{ url, caFile, clientId, clientSecret, control },
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
