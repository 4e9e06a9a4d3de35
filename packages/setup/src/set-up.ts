import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as core from '@actions/core';
import { installDsm } from './install-dsm.js';
import { readRelease } from './release.js';
import { writeLauncher } from './launcher.js';

/** The command line of the checkout that this action runs from: `dist/cli` beside `dist/setup`. */
const CLI = join(dirname(fileURLToPath(import.meta.url)), '../cli/index.js');

/**
 * The sub-action: `senhasegura` on the PATH of the steps that follow and, where `dsm-version` asks for it, the vendor's `dsm`.
 * @throws {Error} wrong inputs, all of them at once; what `installDsm` throws. Nothing is put on the PATH then.
 */
export async function setUp(): Promise<void> {
  const release = readRelease((name) => core.getInput(name), process);
  const dsm = release === undefined ? undefined : await installDsm(release);
  const folder = await writeLauncher(CLI, process.env.RUNNER_TEMP);
  core.addPath(folder);
  core.setOutput('senhasegura', folder);
  core.info('senhasegura is on the PATH.');
  core.setOutput('dsm', dsm?.folder ?? '');
  core.setOutput('dsm-cached', dsm?.cached ?? '');
  if (release !== undefined && dsm !== undefined) {
    core.addPath(dsm.folder);
    core.info(
      `dsm ${release.version} is on the PATH, ${dsm.cached ? 'from an earlier run' : 'downloaded and checked'}.`,
    );
  }
}
