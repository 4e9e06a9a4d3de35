import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { REPOSITORY } from '../harness/repository.js';
import { commitAll, environmentOf, runProgram, writeFiles } from '../harness/sandbox.js';

const GITLAB_CI_LOCAL = join(REPOSITORY, 'node_modules/gitlab-ci-local/dist/index.js');
const GITLAB = 'https://gitlab.example.com';

/**
 * Runs a pipeline of a project of its own, beside the mirror that the documents call `your-group/senhasegura-action`. The jobs run
 * in the shell of this machine, whatever `image` says.
 * @param {object} given
 * @param {string} given.root an empty folder
 * @param {string} given.mirror a repository of git, with the tags that the pipeline names
 * @param {string} given.pipeline
 * @param {import('../harness/sandbox.js').Texts} [given.files] what else the repository has
 * @param {import('../harness/sandbox.js').Texts} given.variables of the project, and of the image
 */
export async function runOnGitlab({ root, mirror, pipeline, files = {}, variables }) {
  const [folder, home] = [join(root, 'project'), join(root, 'home')];
  for (const each of [folder, home]) mkdirSync(each, { recursive: true });
  // Where gitlab-ci-local looks for the component, git finds the mirror.
  const address = `${GITLAB}:443/your-group/senhasegura-action.git`;
  const instead = [address, address.replace(':443', '')].map((each) => `  insteadOf = ${each}\n`).join('');
  writeFileSync(join(home, '.gitconfig'), `[url "file://${mirror}"]\n${instead}`);
  writeFiles(folder, { ...files, '.gitlab-ci.yml': pipeline });
  const node = nodeRuntimes()[0]?.path ?? '';
  const env = environmentOf(home, node);
  if (!existsSync(join(folder, '.git'))) commitAll(folder, `${GITLAB}/tests/project.git`, env);
  const given = Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`]);
  return runProgram(node, [GITLAB_CI_LOCAL, '--force-shell-executor', '--no-color', ...given], { cwd: folder, env });
}
