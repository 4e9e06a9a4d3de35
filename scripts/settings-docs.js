import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { SETTINGS } from '../packages/core/lib/settings/setting-table.js';

/**
 * Writes the inputs of action.yml and the table of settings in the README from the table in core; with `--check` it only
 * says whether they are up to date.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @typedef {{ about: string, default?: string }} Entry */
const entries = /** @type {[string, Entry][]} */ (Object.entries(SETTINGS));

/** @param {Entry} entry */
const sentence = (entry) => (entry.default === undefined ? entry.about : `${entry.about} Default: ${entry.default}`);

const actionInputs = entries
  .map(([name, entry]) => `  ${name}:\n    description: ${JSON.stringify(sentence(entry))}\n    required: false\n`)
  .join('');

const readmeTable = [
  '| Input | Default | |',
  '| --- | --- | --- |',
  ...entries.map(
    ([name, { about, default: byDefault }]) =>
      `| \`${name}\` | ${byDefault ? `\`${byDefault}\`` : ''} | ${about.replaceAll('|', '\\|')} |`,
  ),
  '',
].join('\n');

const places = [
  { file: 'action.yml', from: /^ {2}# inputs:.*\n/m, to: /^ {2}# end of inputs\n/m, text: actionInputs },
  {
    file: 'README.md',
    from: /^<!-- settings: .*-->\n/m,
    to: /^<!-- end of settings -->\n/m,
    text: `\n${readmeTable}\n`,
  },
];

let stale = false;
for (const { file, from, to, text } of places) {
  const path = join(root, file);
  const old = await readFile(path, 'utf8');
  const begin = from.exec(old);
  const end = to.exec(old);
  if (!begin || !end) throw new Error(`${file} has lost the marks of its generated part`);
  const made = old.slice(0, begin.index + begin[0].length) + text + old.slice(end.index);
  const fresh = await format(made, { ...(await resolveConfig(path)), filepath: path });
  if (fresh === old) continue;
  stale = true;
  if (process.argv.includes('--check')) console.error(`${file} differs from the settings' table: run "npm run docs"`);
  else await writeFile(path, fresh);
}
if (stale && process.argv.includes('--check')) process.exitCode = 1;
