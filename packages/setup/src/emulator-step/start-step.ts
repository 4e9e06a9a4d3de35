import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as core from '@actions/core';
import { makeFolder, startEmulator } from './emulator-process.js';
import { exportedSettings } from './exported-settings.js';

/** The emulator of the checkout that this action runs from: `dist/emulator` beside `dist/emulator-step`. */
const EMULATOR = join(dirname(fileURLToPath(import.meta.url)), '../../emulator/index.js');

/** Inputs that the emulator's command line takes as they are, and judges. */
const PASSED_ON = ['sample', 'port', 'prefix', 'latency'];

/**
 * Starts an emulator that serves until the job ends, and gives the steps that follow the settings with which they reach it.
 * @param temp the runner's temporary folder
 * @throws {Error} wrong inputs or data; it did not start. No variable is set then.
 */
export async function startStep(temp: string): Promise<void> {
  const folder = await makeFolder(temp);
  // Before anything is started: the post step looks there.
  core.saveState('folder', folder);
  const { announcement } = await startEmulator(folder, EMULATOR, options());
  const { variables, secrets } = exportedSettings(announcement, core.getInput('authorization'));
  for (const secret of [...secrets, announcement.control.key]) core.setSecret(secret);
  for (const [name, value] of Object.entries(variables)) core.exportVariable(name, value);
  core.setOutput('url', announcement.url);
  core.setOutput('ca-certificate', announcement.caFile);
  core.setOutput('control', announcement.control.url);
  core.setOutput('control-key', announcement.control.key);
  core.info(`A vault with fake secrets serves at ${announcement.url} until the job ends.`);
  core.info(`Set for the steps that follow: ${Object.keys(variables).join(', ')}.`);
}

function options(): readonly string[] {
  const data = core.getInput('data');
  const given = PASSED_ON.map((name) => [name, core.getInput(name)] as const).filter(([, value]) => value !== '');
  return [
    ...(data === '' ? [] : [`--data=${resolve(data)}`]),
    ...given.map(([name, value]) => `--${name}=${value}`),
    ...(core.getInput('http') !== '' && core.getBooleanInput('http') ? ['--http'] : []),
  ];
}
