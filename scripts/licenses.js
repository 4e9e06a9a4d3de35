import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/**
 * @typedef {{ name?: string, modules?: StatsModule[] }} StatsModule
 * @typedef {{ name: string, version: string, license: string, text: string }} License
 */

/** Between two packages. */
const SEPARATOR = `\n${'-'.repeat(80)}\n\n`;

/**
 * The licences of every package that a bundle holds, as one text. ncc's own list leaves out what it joins into one module,
 * and that is every package written in ES modules.
 * @param {{ modules: StatsModule[] }} stats of webpack
 * @param {string} folder that the names in the stats are relative to
 */
export async function licensesOf(stats, folder) {
  const roots = new Set(moduleNames(stats.modules).flatMap((name) => packageRoot(name, folder) ?? []));
  const licenses = await Promise.all([...roots].map(licenseOf));
  return licenses
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, version, license, text }) => `${name} ${version}\n${license}\n\n${text.trim()}\n`)
    .join(SEPARATOR)
    .replaceAll('\r\n', '\n');
}

/**
 * The packages that such a text names.
 * @param {string} text what `licensesOf` made
 * @returns {{ name: string, version: string }[]}
 */
export function packagesIn(text) {
  return text.split(SEPARATOR).flatMap((entry) => {
    const [, name, version] = /^(\S+) (\S+)\n/u.exec(entry) ?? [];
    return name === undefined || version === undefined ? [] : [{ name, version }];
  });
}

/**
 * @param {readonly StatsModule[]} modules
 * @returns {string[]}
 */
function moduleNames(modules) {
  return modules.flatMap(({ name = '', modules: inner = [] }) => [name, ...moduleNames(inner)]);
}

/**
 * @param {string} module
 * @param {string} folder
 */
function packageRoot(module, folder) {
  const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/@][^/]*)\//.exec(module.replace(/ \+ \d+ modules$/, ''));
  return found?.[1] === undefined ? undefined : resolve(folder, found[1]);
}

/**
 * @param {string} root
 * @returns {Promise<License>}
 * @throws {Error} for a package that brings no licence: it can't be shipped
 */
async function licenseOf(root) {
  const { name, version, license } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const file = (await readdir(root)).find((entry) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(entry));
  const text = file === undefined ? await sharedLicense(root) : await readFile(join(root, file), 'utf8');
  if (typeof license !== 'string' || text === undefined) throw new Error(`${name} ${version} brings no licence`);
  return { name, version, license, text };
}

/**
 * The packages of one repository may bring their licence in one of them only.
 * @param {string} root
 */
async function sharedLicense(root) {
  const scope = dirname(root);
  if (!/\/@[^/]+$/.test(scope)) return undefined;
  for (const sibling of (await readdir(scope)).sort()) {
    const file = (await readdir(join(scope, sibling))).find((entry) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(entry));
    if (file !== undefined) return readFile(join(scope, sibling, file), 'utf8');
  }
  return undefined;
}
