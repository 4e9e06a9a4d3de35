import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createControlClient } from './control-client.js';

/**
 * @typedef {object} EmulatorOptions
 * @property {string} bundle `dist/emulator/index.js`.
 * @property {string} [nodePath] Default: the Node that runs this.
 * @property {unknown} [data] What the vault holds; default: the emulator's sample.
 * @property {'plain' | 'odd'} [sample] Which sample, when there are no data.
 * @property {boolean} [http]
 * @property {number} [latency] Milliseconds before every answer.
 */

/**
 * Starts the emulator's bundle as a process of its own and waits for the line with which it says where it listens.
 * @param {EmulatorOptions} options
 * @throws {Error} with what it wrote to standard error, when it ends instead
 */
export async function startEmulator({ bundle, nodePath = process.execPath, data, sample, http = false, latency = 0 }) {
  const folder = mkdtempSync(join(tmpdir(), 'emulator-data-'));
  const args = [bundle, ...(http ? ['--http'] : []), ...(latency > 0 ? ['--latency', String(latency)] : [])];
  if (sample !== undefined) args.push('--sample', sample);
  if (data !== undefined) {
    const file = join(folder, 'vault.json');
    writeFileSync(file, JSON.stringify(data), { mode: 0o600 });
    args.push('--data', file);
  }
  const child = spawn(nodePath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    complaint += text;
  });
  const lines = createInterface({ input: child.stdout });
  /** @type {unknown[]} */
  const [first] = await Promise.race([once(lines, 'line'), exited.then(() => [])]);
  rmSync(folder, { recursive: true, force: true });
  if (typeof first !== 'string') {
    throw new Error(`The emulator did not start: ${complaint.trim()}`);
  }
  const announcement = /** @type {import('./control-client.js').Announcement} */ (JSON.parse(first));
  const ca = http ? undefined : readFileSync(announcement.caFile, 'utf8');
  const client = createControlClient(announcement.control, ca);
  return {
    ...announcement,
    ...client,
    /** What the emulator complained about so far; empty when all is well. */
    complaint: () => complaint,
    /** Ends the emulator by SIGTERM and waits until it is gone. */
    stop: async () => {
      client.close();
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof startEmulator>>} EmulatorProcess */

/**
 * The variables with which a command, or a program, reaches it.
 * @param {Pick<EmulatorProcess, 'url' | 'caFile' | 'clientId' | 'clientSecret'>} emulator
 */
export const variablesOf = ({ url, caFile, clientId, clientSecret }) => ({
  SENHASEGURA_URL: url,
  SENHASEGURA_CA_CERTIFICATE: caFile,
  SENHASEGURA_CLIENT_ID: clientId,
  SENHASEGURA_CLIENT_SECRET: clientSecret,
});
