import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { camelCase } from '../packages/azure/lib/task-inputs.js';
import { SETTINGS } from '../packages/core/lib/settings/setting-table.js';

/**
 * Writes the help of each input of the Azure DevOps task from the table of settings in core; with `--check` it only says
 * whether it is up to date.
 */
const path = join(dirname(dirname(fileURLToPath(import.meta.url))), 'packages/azure/task.json');
/** @typedef {{ about: string, default?: string }} Entry */
const help = new Map(
  /** @type {[string, Entry][]} */ (Object.entries(SETTINGS)).map(([name, { about, default: byDefault }]) => [
    camelCase(name),
    byDefault === undefined ? about : `${about} Default: ${byDefault}`,
  ]),
);

const old = await readFile(path, 'utf8');
/** @type {{ inputs: { name: string, helpMarkDown: string }[] }} */
const task = JSON.parse(old);
for (const input of task.inputs) input.helpMarkDown = help.get(input.name) ?? input.helpMarkDown;
const options = await prettier.resolveConfig(path);
const fresh = await prettier.format(JSON.stringify(task), { ...options, filepath: path });
if (fresh !== old) {
  if (process.argv.includes('--check')) {
    console.error('packages/azure/task.json differs from the table of settings: run "npm run docs"');
    process.exitCode = 1;
  } else await writeFile(path, fresh);
}
