import { readFile } from 'node:fs/promises';
import { parseVaultData } from '../data/parse.js';
import { startEmulator } from '../emulator.js';
import { announcement } from './announcement.js';
import { parseCommandLine, usage } from './options.js';

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
  command: { readonly port: number; readonly http: boolean; readonly latency: number; readonly dataFile?: string },
  { print, complain, stopped }: Surroundings,
): Promise<number> {
  const { port, http, latency, dataFile } = command;
  try {
    const data = dataFile === undefined ? {} : { data: parseVaultData(await readFile(dataFile, 'utf8'), dataFile) };
    const emulator = await startEmulator({ port, http, settings: { latency }, ...data });
    print(`${announcement(emulator)}\n`);
    await stopped;
    await emulator.stop();
    return 0;
  } catch (error) {
    complain(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
