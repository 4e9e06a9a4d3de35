/**
 * `node scripts/versions.js [TAG]`: every place that says the version of this repository. Ends with 1 where two differ, where
 * the tag (e.g. `v1.0.0`) is another, or where the changelog has no heading for the tag's version.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** @typedef {{ readonly where: string, readonly version: string }} Place */

/**
 * @param {string} root
 * @returns {readonly Place[]}
 */
export function versionsIn(root) {
  const read = (/** @type {string} */ file) => readFileSync(join(root, file), 'utf8');
  const json = (/** @type {string} */ file) => JSON.parse(read(file));
  const { Major, Minor, Patch } = json('packages/azure/task.json').version;
  const manifests = [
    ...['package.json', 'package-lock.json', 'packages/azure/vss-extension.json', 'dist/cli/package.json'],
    ...packages(root),
  ];
  const own = manifests.flatMap((file) => {
    const { version, dependencies = {} } = json(file);
    const ours = Object.entries(dependencies).filter(([name]) => name.startsWith('@senhasegura-action/'));
    return [
      { where: file, version: String(version) },
      ...ours.map(([name, wanted]) => ({ where: `${file}: ${name}`, version: String(wanted) })),
    ];
  });
  return [
    ...own,
    { where: 'packages/azure/task.json', version: `${Major}.${Minor}.${Patch}` },
    ...found(COMMAND_LINE, read(COMMAND_LINE), /^export const version = '([^']+)';$/gmu),
    ...documents(root).flatMap((file) => found(file, read(file), IN_DOCUMENTS)),
  ];
}

const COMMAND_LINE = 'packages/cli/src/entry/run-cli.ts';

/** How documents spell it: names of files and of folders of a release. */
const IN_DOCUMENTS = /senhasegura(?:-[a-z-]+)?[-/](\d+\.\d+\.\d+)\b/gu;

/** @param {string} where @param {string} text @param {RegExp} pattern @returns {Place[]} */
const found = (where, text, pattern) => [...text.matchAll(pattern)].map(([, version = '']) => ({ where, version }));

/** @param {string} root */
const packages = (root) =>
  readdirSync(join(root, 'packages'))
    .map((name) => `packages/${name}/package.json`)
    .filter((file) => existsSync(join(root, file)));

/** @param {string} root */
const documents = (root) => [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/**
 * What is wrong with the version, a sentence each.
 * @param {string} root
 * @param {string} [tag]
 * @returns {readonly string[]}
 */
export function versionProblems(root, tag) {
  const [first, ...others] = versionsIn(root);
  const version = first?.version ?? '';
  const different = others.filter((place) => place.version !== version);
  const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
  return [
    ...different.map((place) => `${place.where} says ${place.version}, package.json ${version}.`),
    ...(tag === undefined || tag === `v${version}` ? [] : [`The tag is ${tag}, package.json says ${version}.`]),
    ...(tag === undefined || changelog.includes(`\n## ${version}`)
      ? []
      : [`CHANGELOG.md has no heading "## ${version}": name the release in the place of "Unreleased".`]),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = versionProblems(fileURLToPath(new URL('../', import.meta.url)), process.argv[2]);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
