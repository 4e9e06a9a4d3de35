import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readActionManifest } from '../test/stand-ins/github-runner/action-manifest.js';
import { createCommandFiles } from '../test/stand-ins/github-runner/file-commands.js';
import { resolveInputs, stepEnvironment } from '../test/stand-ins/github-runner/step-environment.js';
import { REPOSITORY } from '../test/harness/repository.js';

/** @param {string} name */
const script = (name) => fileURLToPath(new URL(`scripts/${name}.js`, import.meta.url));

const manifest = readActionManifest(REPOSITORY);

/** What is measured side by side: scripts that Node runs with the environment of a step. */
export const SCRIPTS = {
  plain: script('plain'),
  action: join(REPOSITORY, manifest.main),
};

/**
 * The environment of one run of the action in a folder, with command files of its own.
 * @param {import('../test/stand-ins/github-runner/workspace.js').JobFolders} folders
 * @param {Readonly<Record<string, string>>} given
 */
export function newStep(folders, given) {
  const files = createCommandFiles(folders.temp);
  const { inputs } = resolveInputs(manifest.inputs, given);
  const env = stepEnvironment({
    runnerEnv: { PATH: process.env['PATH'] ?? '', HOME: folders.home },
    jobEnv: new Map(),
    stepEnv: {},
    state: [],
    inputs,
    prependPath: [],
    contexts: {
      GITHUB_ENV: files.env,
      GITHUB_OUTPUT: files.output,
      GITHUB_PATH: files.path,
      GITHUB_STATE: files.state,
      GITHUB_STEP_SUMMARY: files.step_summary,
      GITHUB_WORKSPACE: folders.workspace,
      RUNNER_TEMP: folders.temp,
      RUNNER_TOOL_CACHE: folders.toolCache,
      RUNNER_OS: 'Linux',
    },
  });
  /** How many variables the run exported: what exports fewer than it should is no measurement. */
  const exported = () => readFileSync(files.env, 'utf8').match(/^\w+<<.+$/gmu)?.length ?? 0;
  return { env, exported };
}
