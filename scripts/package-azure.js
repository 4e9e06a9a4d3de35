import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

/**
 * `node scripts/package-azure.js --publisher ID [--repository URL] [--public] [FOLDER]`: packs the extension for Azure DevOps with tfx,
 * without a network: lays it out in the folder `azure` below the output folder (default `out`), and prints the path of the .vsix
 * beside it. The repository is where the Marketplace's links lead; a public extension is seen by all, any other by whom it is
 * shared with.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tfx = join(root, 'node_modules/tfx-cli/_build/tfx-cli.js');
const source = join(root, 'packages/azure');
const { values, positionals } = parseArgs({
  options: {
    publisher: { type: 'string' },
    repository: { type: 'string' },
    public: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const output = resolve(positionals[0] ?? join(root, 'out'));
const staging = join(output, 'azure');
const task = join(staging, 'SenhaseguraSecrets');
const manifest = JSON.parse(await readFile(join(source, 'vss-extension.json'), 'utf8'));

const problem = problemOf(values, manifest.publisher);
if (problem !== undefined) {
  console.error(problem);
  process.exit(2);
}
await rm(staging, { recursive: true, force: true });
await mkdir(task, { recursive: true });
for (const file of ['overview.md', 'icon.png']) await cp(join(source, file), join(staging, file));
for (const file of ['task.json', 'icon.png']) await cp(join(source, file), join(task, file));
for (const folder of [staging, task]) await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
for (const part of ['main', 'post']) await cp(join(root, 'dist/azure', part), join(task, part), { recursive: true });
const { publisher, repository } = values;
const published = { ...manifest, publisher, public: values.public, ...placesOf(repository) };
await writeFile(join(staging, 'vss-extension.json'), JSON.stringify(published, undefined, 2));

const args = ['extension', 'create', '--manifest-globs', 'vss-extension.json', '--no-prompt', '--json'];
const run = promisify(execFile);
const { stdout } = await run(process.execPath, [tfx, ...args, '--output-path', `${output}/`], { cwd: staging });
console.log(JSON.parse(stdout).path);

/**
 * @param {{ readonly publisher?: string | undefined, readonly repository?: string | undefined }} given
 * @param {string} placeholder
 */
function problemOf({ publisher, repository }, placeholder) {
  if (publisher === undefined || publisher === placeholder || !/^[A-Za-z0-9][A-Za-z0-9_.-]*$/u.test(publisher)) {
    const given = publisher === undefined ? 'is missing' : `is "${publisher}"`;
    return `--publisher ${given}. Give the id of your publisher in the Marketplace (https://marketplace.visualstudio.com/manage).`;
  }
  if (repository !== undefined && !/^https:\/\/[^\s/]+\/\S+[^\s/]$/u.test(repository)) {
    return `--repository is "${repository}". Give the https address of the repository, without a / at its end.`;
  }
  return undefined;
}

/** What of the manifest names the repository. @param {string | undefined} repository */
function placesOf(repository) {
  if (repository === undefined) return {};
  const issues = { uri: `${repository}/issues` };
  return {
    repository: { type: 'git', uri: repository },
    links: {
      getstarted: { uri: `${repository}/blob/main/docs/azure.md` },
      learn: { uri: `${repository}#readme` },
      repository: { uri: repository },
      support: issues,
      issues,
    },
  };
}
