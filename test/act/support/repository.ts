import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { NODE_24 } from '../../harness/programs.js';
import { REPOSITORY } from '../../harness/repository.js';
import { commitAll, environmentOf, writeFiles } from '../../harness/sandbox.js';

/** What of the repository the action and the emulator as a step are made of. */
const PARTS = ['action.yml', 'package.json', 'dist/github', 'emulator', 'dist/emulator', 'dist/emulator-step'];

/** A repository that has the action at its root, and workflows that use it as `uses: ./`. */
export interface ActRepository {
  /** A folder for what jobs write down for the test: `$NOTES`. */
  readonly notes: string;
  /** The file of that name in `notes`; `undefined` where no job has written one. */
  readonly note: (name: string) => string | undefined;
  /** Runs the workflows as `act push` does, on this machine, with nothing fetched. */
  readonly push: (given: Given) => Promise<Run>;
  readonly dispose: () => void;
}

export interface Given {
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Interrupts act, as a cancel does, when this resolves. */
  readonly interrupt?: () => Promise<unknown>;
}

export interface Run {
  readonly code: number | null;
  readonly log: string;
}

/** @param files contents by path, e.g. `.github/workflows/test.yml` */
export function createRepository(files: Readonly<Record<string, string>>): ActRepository {
  const root = mkdtempSync(join(tmpdir(), 'act-'));
  const [folder, notes, home] = [join(root, 'repository'), join(root, 'notes'), join(root, 'home')];
  for (const each of [folder, notes, home]) mkdirSync(each);
  for (const part of PARTS) {
    cpSync(join(REPOSITORY, part), join(folder, part), { recursive: true });
  }
  writeFiles(folder, files);
  const env = environmentOf(home, NODE_24);
  commitAll(folder, 'https://github.invalid/tests/repository.git', env);
  return {
    notes,
    note: (name) => (existsSync(join(notes, name)) ? readFileSync(join(notes, name), 'utf8') : undefined),
    push: async ({ variables, secrets, interrupt }) => {
      const named = Object.entries({ NOTES: notes, ...variables }).flatMap(([name, value]) => [
        '--var',
        `${name}=${value}`,
      ]);
      // A secret without a value is read from the environment: nothing secret on the command line.
      const secretNames = Object.keys(secrets).flatMap((name) => ['--secret', name]);
      const act = spawn(
        'act',
        ['push', '--platform', 'ubuntu-latest=-self-hosted', '--action-offline-mode', ...named, ...secretNames],
        { cwd: folder, env: { ...env, ...secrets }, stdio: ['ignore', 'pipe', 'pipe'] },
      );
      return finished(act, interrupt);
    },
    dispose: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function finished(act: ChildProcess, interrupt: Given['interrupt']): Promise<Run> {
  const { stdout, stderr } = act;
  if (stdout === null || stderr === null) throw new Error('act has no output.');
  const closed = once(act, 'close') as Promise<[number | null]>;
  void interrupt?.().then(() => act.kill('SIGINT'));
  const [out, errors, [code]] = await Promise.all([text(stdout), text(stderr), closed]);
  return { code, log: `${out}\n${errors}` };
}
