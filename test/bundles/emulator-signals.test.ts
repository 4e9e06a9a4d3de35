import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EMULATOR_BUNDLE } from '../harness/repository.js';

/** SIGHUP is what a terminal that is closed sends, and act at the end of a step. */
test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('the emulator ends by %s, and leaves no file', async (signal) => {
  const temp = mkdtempSync(join(tmpdir(), 'emulator-signals-'));
  const child = spawn(process.execPath, [EMULATOR_BUNDLE], {
    env: { ...process.env, TMPDIR: temp },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  try {
    await once(createInterface({ input: child.stdout }), 'line');
    expect(readdirSync(temp)).not.toEqual([]);
    child.kill(signal);
    expect(await ended).toEqual([0, null]);
    expect(readdirSync(temp)).toEqual([]);
  } finally {
    child.kill('SIGKILL');
    rmSync(temp, { recursive: true, force: true });
  }
});
