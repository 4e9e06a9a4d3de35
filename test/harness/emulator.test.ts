import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from './emulator.js';
import { EMULATOR_BUNDLE } from './repository.js';

const ask = (url: string, ca: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    request(`${url}/iso/nowhere`, { ca, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

describe('startEmulator', () => {
  test('starts the bundle, controls it, and takes everything away again', async () => {
    const emulator = await startEmulator({ bundle: EMULATOR_BUNDLE });
    try {
      const ca = readFileSync(emulator.caFile, 'utf8');
      await emulator.addFault({ fault: { kind: 'status', status: 418 } });
      const seen = emulator.untilRequest(({ path }) => path === '/iso/nowhere');
      expect(await ask(emulator.url, ca)).toBe(418);
      await seen;
      expect((await emulator.requests()).map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /iso/nowhere']);
      await emulator.clearRequests();
      expect(await emulator.requests()).toEqual([]);
      await emulator.changeSettings({ tokenLifetime: 5 });
      expect(await emulator.state()).toMatchObject({ settings: { tokenLifetime: 5 } });
      await expect(emulator.changeSettings({ tokenLifetime: -1 })).rejects.toThrow('refused POST /settings: 400');
    } finally {
      await emulator.stop();
    }
    expect(existsSync(emulator.caFile)).toBe(false);
    expect(emulator.complaint()).toBe('');
  });

  test('says why it did not start', async () => {
    await expect(startEmulator({ bundle: EMULATOR_BUNDLE, data: { authorizations: [] } })).rejects.toThrow(
      /did not start: .*authorization/su,
    );
  });

  test('does not wait for a program that ends without a word', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
    writeFileSync(join(folder, 'index.mjs'), 'process.exitCode = 3;');
    await expect(startEmulator({ bundle: join(folder, 'index.mjs') })).rejects.toThrow('did not start');
    rmSync(folder, { recursive: true });
  });
});
