import { execFile } from 'node:child_process';
import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/**
 * Packs the extension for Azure DevOps with tfx, without a network: lays it out in the folder `azure` below the output
 * folder (default `out`), and prints the path of the .vsix beside it.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tfx = join(root, 'node_modules/tfx-cli/_build/tfx-cli.js');
const source = join(root, 'packages/azure');
const output = resolve(process.argv[2] ?? join(root, 'out'));
const staging = join(output, 'azure');
const task = join(staging, 'SenhaseguraSecrets');

await rm(staging, { recursive: true, force: true });
await mkdir(task, { recursive: true });
for (const file of ['vss-extension.json', 'overview.md', 'icon.png']) await cp(join(source, file), join(staging, file));
for (const file of ['task.json', 'icon.png']) await cp(join(source, file), join(task, file));
for (const folder of [staging, task]) await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
for (const part of ['main', 'post']) await cp(join(root, 'dist/azure', part), join(task, part), { recursive: true });

const args = ['extension', 'create', '--manifest-globs', 'vss-extension.json', '--no-prompt', '--json'];
const run = promisify(execFile);
const { stdout } = await run(process.execPath, [tfx, ...args, '--output-path', `${output}/`], { cwd: staging });
console.log(JSON.parse(stdout).path);
