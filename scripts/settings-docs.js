import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { SETTINGS } from '../packages/core/lib/settings/setting-table.js';

/**
 * Writes the inputs of action.yml and the tables of docs/settings.md from the table in core; with `--check` it only
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

/**
 * The groups of the table, in their order: a heading, what to give in the common case, and the settings.
 * @type {readonly { title: string, common: string, names: readonly string[] }[]}
 */
const GROUPS = [
  {
    title: 'The vault, and who asks',
    common: 'The common case: `url`, `client-id`, `client-secret`.',
    names: [
      ...['url', 'auth-method', 'client-id', 'client-secret', 'access-token'],
      ...['consumer-key', 'consumer-secret', 'token-key', 'token-secret'],
      ...['aws-region', 'aws-service', 'aws-unique-key', 'decryption-key', 'api'],
    ],
  },
  {
    title: 'What is brought',
    common: 'The common case: `secrets`, with a [reference](references.md) in each line.',
    names: ['secrets', 'application', 'system', 'environment', 'dry-run'],
  },
  {
    title: 'Trust',
    common: 'The common case: nothing, or `ca-certificate` where the vault has a certificate of your own authority.',
    names: ['ca-certificate', 'client-certificate', 'client-key', 'client-key-passphrase', 'insecure'],
  },
  {
    title: 'Names, masks and the summary',
    common: 'The common case: nothing. `name-case: upper` where the fields of the vault are in lower case.',
    names: ['name-case', 'on-conflict', 'allow-names', 'mask-min-length', 'expiry-warning', 'summary'],
  },
  {
    title: 'Patience',
    common: 'The common case: nothing. A vault that many jobs ask at once is asked again for a minute in all.',
    names: ['timeout', 'retries', 'max-wait', 'change-wait'],
  },
  {
    title: 'The end of the job',
    common: 'The common case: nothing. All that can be taken back is.',
    names: ['release-custody', 'rotate-ssh-keys', 'revoke-authorization', 'strict-cleanup'],
  },
  {
    title: 'Files',
    common: 'The common case: nothing. What stands in a mapping file: [register](cli.md#register).',
    names: ['config-file', 'mapping-file', 'send-environment'],
  },
];

const grouped = GROUPS.flatMap(({ names }) => names);
const ungrouped = entries
  .map(([name]) => name)
  .filter((name) => grouped.filter((other) => other === name).length !== 1);
if (ungrouped.length > 0) throw new Error(`These settings stand in no group, or in two: ${ungrouped.join(', ')}`);

/** @param {string} name */
const row = (name) => {
  const { about, default: byDefault } = /** @type {Entry} */ (new Map(entries).get(name));
  return `| \`${name}\` | ${byDefault ? `\`${byDefault}\`` : ''} | ${about.replaceAll('|', '\\|')} |`;
};

const settingsTables = GROUPS.map(({ title, common, names }) =>
  [`## ${title}`, '', common, '', '| Input | Default | |', '| --- | --- | --- |', ...names.map(row), ''].join('\n'),
).join('\n');

const places = [
  { file: 'action.yml', from: /^ {2}# inputs:.*\n/m, to: /^ {2}# end of inputs\n/m, text: actionInputs },
  {
    file: 'docs/settings.md',
    from: /^<!-- settings: .*-->\n/m,
    to: /^<!-- end of settings -->\n/m,
    text: `\n${settingsTables}\n`,
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
