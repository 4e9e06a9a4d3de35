import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { needs } from '../harness/programs.js';
import { REPOSITORY } from '../harness/repository.js';
import { blocksOf } from './blocks.js';
import { environmentOf, runProgram } from '../harness/sandbox.js';

const [start, use] = blocksOf(REPOSITORY, 'docs/try-it.md')
  .filter(({ language }) => language === 'sh')
  .map(({ text }) => text);

needs('coreutils', 'jq', 'sh').test(
  'docs/try-it.md: the emulator starts, and the command gets a secret that the log does not',
  async () => {
    const root = mkdtempSync(join(tmpdir(), 'try-it-'));
    mkdirSync(join(root, 'home'));
    symlinkSync(join(REPOSITORY, 'dist'), join(root, 'dist'));
    const where = { cwd: root, env: environmentOf(join(root, 'home'), nodeRuntimes()[0]?.path ?? '') };
    const written = new Promise<void>((resolve) => {
      const watcher = watch(root, () => {
        void readFile(join(root, 'vault.json'), 'utf8').then(
          (text) => {
            if (!text.endsWith('\n')) return;
            watcher.close();
            resolve();
          },
          () => undefined,
        );
      });
    });
    const emulator = spawn('sh', ['-euc', start ?? ''], { ...where, detached: true, stdio: 'ignore' });
    const ended = once(emulator, 'exit');
    try {
      await written;
      const { code, log } = await runProgram('sh', ['-euc', use ?? ''], where);
      expect({ code, log: code === 0 ? '' : log }).toEqual({ code: 0, log: '' });
      expect(log).toContain('database-prod');
      expect(log.trimEnd().split('\n')).toContain('***');
    } finally {
      // As Ctrl-C does: to all of the pipe.
      if (emulator.pid !== undefined) process.kill(-emulator.pid, 'SIGINT');
      await ended;
      rmSync(root, { recursive: true, force: true });
    }
  },
);
