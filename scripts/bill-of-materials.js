import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packagesIn } from './licenses.js';

/**
 * @typedef {{ readonly 'bom-ref': string, readonly name: string, readonly purl: string }} Component
 * @typedef {object} Bill CycloneDX, as `npm sbom` writes it.
 * @property {{ readonly component: { name: string } }} metadata
 * @property {Component[]} components
 * @property {{ readonly ref: string, readonly dependsOn?: readonly string[] }[]} dependencies
 */

const OURS = '@senhasegura-action/';

/** `pkg:npm/%40scope/name@1.0.0` of a name and a version. @param {string} name @param {string} version */
const purlOf = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/**
 * What every bundle of `dist` holds, by the lists of licences that lie beside them.
 * @param {string} root
 * @returns {readonly string[]} purls
 */
function bundled(root) {
  const dist = join(root, 'dist');
  const lists = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('licenses.txt'),
  );
  return lists.flatMap((file) =>
    packagesIn(readFileSync(join(dist, file), 'utf8')).map(({ name, version }) => purlOf(name, version)),
  );
}

/**
 * What npm installs with each package that is installed here: the names that it declares, by its purl.
 * @param {string} root
 * @returns {ReadonlyMap<string, readonly string[]>}
 */
function declared(root) {
  /** @type {Record<string, { name?: string, version?: string, dependencies?: Record<string, string> }>} */
  const packages = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return new Map(
    Object.entries(packages).map(([path, { name = path
          .split('node_modules/')
          .at(-1) ?? '', version, dependencies }]) => [purlOf(name, version ?? ''), Object.keys(dependencies ?? {})]),
  );
}

/**
 * Keeps of a bill of everything that is installed here what is delivered: our packages, what the bundles hold, and what npm
 * installs with the packages that are published from their sources. npm itself can't tell: a package that a test needs too is one
 * of development for it.
 * @param {Bill} bill of everything, as `npm sbom --package-lock-only` writes it
 * @param {string} root
 * @param {readonly string[]} published names of those packages
 * @returns {Bill}
 * @throws {Error} a bundle holds what the bill does not have
 */
export function deliveredOf(bill, root, published) {
  const byRef = new Map(bill.components.map((component) => [component['bom-ref'], component]));
  const dependsOn = new Map(bill.dependencies.map(({ ref, dependsOn: refs = [] }) => [ref, refs]));
  const names = declared(root);
  /** Without what is optional or for development. @param {Component} component */
  const needs = ({ purl, 'bom-ref': ref }) =>
    (dependsOn.get(ref) ?? [])
      .flatMap((each) => byRef.get(each) ?? [])
      .filter((each) => names.get(purl)?.some((name) => each.purl.startsWith(purlOf(name, ''))));

  const ours = bill.components.filter(({ purl }) => purl.startsWith(purlOf(OURS, '').slice(0, -1)));
  const delivered = new Set(ours.filter(({ purl }) => published.some((name) => purl.startsWith(purlOf(name, '')))));
  for (const component of delivered) for (const each of needs(component)) delivered.add(each);
  for (const component of ours) delivered.add(component);
  const byPurl = new Map(bill.components.map((component) => [component.purl, component]));
  for (const purl of bundled(root)) {
    const component = byPurl.get(purl);
    if (component === undefined) throw new Error(`A bundle holds ${purl}, which is not installed: build it again.`);
    delivered.add(component);
  }
  const refs = new Set([...delivered].map((component) => component['bom-ref']));
  return {
    ...bill,
    components: bill.components.filter((component) => delivered.has(component)),
    dependencies: bill.dependencies
      .filter(({ ref }) => refs.has(ref) || !byRef.has(ref))
      .map(({ ref, dependsOn: all = [] }) => ({ ref, dependsOn: all.filter((each) => refs.has(each)) })),
  };
}
