import { readFile } from 'node:fs/promises';
import { announcement } from './cli/announcement.js';
import { parseCommandLine, usage } from './cli/options.js';
import { parseVaultData } from './data/parse.js';
import { startEmulator } from './emulator.js';

const wrongUsage = 2;

/** Runs the emulator until a signal; gives the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const command = parseCommandLine(args);
  switch (command.kind) {
    case 'help':
      process.stdout.write(usage);
      return 0;
    case 'wrong':
      process.stderr.write(`${command.problems.join('\n')}\n\n${usage}`);
      return wrongUsage;
    case 'run': {
      const stopped = signal();
      const { port, http, latency, dataFile } = command;
      const data = dataFile === undefined ? {} : { data: parseVaultData(await readFile(dataFile, 'utf8'), dataFile) };
      const emulator = await startEmulator({ port, http, settings: { latency }, ...data });
      process.stdout.write(`${announcement(emulator)}\n`);
      await stopped;
      await emulator.stop();
      return 0;
    }
  }
}

function signal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) {
      process.once(name, () => {
        resolve();
      });
    }
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
