import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_24 } from '../harness/programs.js';
import { commitAll, environmentOf, runProgram, writeFiles } from '../harness/sandbox.js';

/** What the documents call this repository on GitHub. */
const ACTION = 'org/senhasegura-action@v1';

/**
 * Pushes a workflow to a repository of its own and waits for it: act runs it on this machine, without a network. `uses` is as the
 * document has it, and means this action.
 * @param {object} given
 * @param {string} given.root an empty folder
 * @param {string} given.action the repository with the action
 * @param {string} given.workflow
 * @param {import('../harness/sandbox.js').Texts} [given.files] what else the repository has
 * @param {import('../harness/sandbox.js').Texts} [given.variables] `vars`
 * @param {import('../harness/sandbox.js').Texts} [given.secrets]
 * @param {import('../harness/sandbox.js').Texts} [given.env] of the runner
 */
export async function runOnGithub({ root, action, workflow, files = {}, variables = {}, secrets = {}, env = {} }) {
  const [folder, home] = [join(root, 'repository'), join(root, 'home')];
  for (const each of [folder, home]) mkdirSync(each, { recursive: true });
  writeFiles(folder, { ...files, '.github/workflows/deploy.yml': workflow });
  const machine = environmentOf(home, NODE_24);
  commitAll(folder, 'https://github.invalid/tests/repository.git', machine);
  const named = (/** @type {string} */ option, /** @type {import('../harness/sandbox.js').Texts} */ texts) =>
    Object.entries(texts).flatMap(([name, value]) => [option, `${name}=${value}`]);
  const offline = ['--action-offline-mode', '--local-repository', `${ACTION}=${action}`];
  // A secret without a value is read from the environment: nothing secret on the command line.
  const names = Object.keys(secrets).flatMap((name) => ['--secret', name]);
  const args = ['push', '--platform', 'ubuntu-latest=-self-hosted', ...offline];
  return runProgram('act', [...args, ...named('--var', variables), ...named('--env', env), ...names], {
    cwd: folder,
    env: { ...machine, ...secrets },
  });
}
