import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { minify } from '@swc/core';
import { entries } from './entries.js';
import { licensesOf } from './licenses.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const ncc = join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js');
const run = promisify(execFile);

/** What a bundle has in the place of a module: using one that it does without is a fault of the bundle, and says so. */
const STAND_INS = {
  '@actions/http-client': `
const absent = class { constructor() { throw new Error('This bundle has no HTTP client for OIDC.'); } };
export { absent as HttpClient, absent as BearerCredentialHandler };
`,
  '@actions/exec': `
export const exec = () => { throw new Error('This bundle asks no system what it is.'); };
export { exec as getExecOutput };
`,
};

/**
 * @typedef {import('./entries.js').Entry} Entry
 *
 * Bundles one entry with ncc.
 * @param {Entry} entry
 */
async function bundle({ from, to, standIns = [], external = [], inOneFile = [], npmPackage }) {
  const outDir = join(root, 'dist', to);
  await rm(outDir, { recursive: true, force: true });
  const folder = join(root, 'out', to);
  await mkdir(folder, { recursive: true });
  const onDemand = inOneFile.map((name) => join(root, 'packages', name, 'out'));
  try {
    await writeStandIns(folder, standIns);
    const entry = join(folder, 'index.js');
    const whole = await Promise.all(onDemand.map(writeOnDemand));
    const also = whole.map((file) => `export * from ${JSON.stringify(relative(folder, file))};\n`);
    const shebang = npmPackage === undefined ? '' : '#!/usr/bin/env node\n';
    await writeFile(entry, `${shebang}import ${JSON.stringify(relative(folder, join(root, from)))};\n${also.join('')}`);
    const statsFile = join(folder, 'stats.json');
    const options = ['--stats-out', statsFile, '--out', outDir, ...external.flatMap((id) => ['--external', id])];
    await run(process.execPath, [ncc, 'build', entry, ...options], { cwd: folder });
    const stats = JSON.parse(await readFile(statsFile, 'utf8'));
    await writeFile(join(outDir, 'licenses.txt'), await licensesOf(stats, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
    for (const file of onDemand) await rm(file, { recursive: true, force: true });
  }
  if (npmPackage !== undefined) await writeNpmPackage(outDir, npmPackage);
  for (const name of await readdir(outDir)) {
    if (name.endsWith('.js')) console.log(`dist/${to}/${name} ${await minifyFile(join(outDir, name))} bytes`);
  }
}

/**
 * Makes a bundle a package that `npx` runs with nothing else to install: its one command is named `senhasegura`.
 * @param {string} folder of the bundle
 * @param {string} name of the package of ours
 */
async function writeNpmPackage(folder, name) {
  const source = join(root, 'packages', name);
  const manifest = async (/** @type {string} */ of) => JSON.parse(await readFile(join(of, 'package.json'), 'utf8'));
  const { name: fullName, version, description, keywords, license, engines } = await manifest(source);
  const bin = { senhasegura: 'index.js' };
  const written = { name: fullName, version, description, keywords, license, engines, type: 'module', bin };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(written, undefined, 2)}\n`);
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  await cp(join(source, 'README.md'), join(folder, 'README.md'));
  await chmod(join(folder, 'index.js'), 0o755);
}

/**
 * Writes the stand-ins of a bundle, and the tsconfig.json that ncc finds in its working folder and whose paths it follows.
 * @param {string} folder
 * @param {NonNullable<Entry['standIns']>} standIns
 */
async function writeStandIns(folder, standIns) {
  /** @type {Record<string, string[]>} */
  const paths = {};
  for (const name of standIns) {
    const file = `${name.replaceAll(/\W+/g, '-')}.js`;
    await writeFile(join(folder, file), STAND_INS[name]);
    for (const id of [name, `${name}/lib/auth`]) paths[id] = [`./${file}`];
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { baseUrl: '.', paths } }));
}

/**
 * Writes a module that puts what a package imports on demand into the bundle's one file, still to be evaluated on demand: webpack
 * makes no file of its own for a module that is there already. It lies in that package, where names mean the same.
 * @param {string} folder of the package, for this module alone
 * @returns its path
 */
async function writeOnDemand(folder) {
  const lib = join(dirname(folder), 'lib');
  // By the sources: tsc leaves what it once made of a source that is gone.
  const sources = await readdir(join(dirname(folder), 'src'), { recursive: true });
  const names = sources.filter((name) => /(?<!\.d)\.ts$/.test(name)).map((name) => name.replace(/\.ts$/, '.js'));
  const imported = await Promise.all(
    names.map(async (name) => {
      const found = (await readFile(join(lib, name), 'utf8')).matchAll(/\bimport\('([^']+)'\)/g);
      return [...found]
        .map(([, id = '']) => (id.startsWith('.') ? relative(folder, join(lib, dirname(name), id)) : id))
        .filter((id) => !id.startsWith('node:'));
    }),
  );
  const imports = [...new Set(imported.flat())].sort().map((id) => `import(/* webpackMode: "eager" */ '${id}')`);
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'index.js'),
    `export const ${basename(dirname(folder))} = () => [${imports.join(', ')}];\n`,
  );
  return join(folder, 'index.js');
}

/**
 * swc instead of ncc's own minifier, which leaves the parts that are imported on demand as they are.
 * @param {string} path
 * @returns the new size
 */
async function minifyFile(path) {
  const { code } = await minify(await readFile(path, 'utf8'), {
    module: true,
    compress: true,
    mangle: true,
    format: { asciiOnly: true },
  });
  await writeFile(path, code);
  return Buffer.byteLength(code);
}

const wanted = process.argv.slice(2);
for (const entry of entries) {
  if (wanted.length > 0 && !wanted.includes(entry.to)) continue;
  if (existsSync(join(root, entry.from))) await bundle(entry);
  else throw new Error(`${entry.from} is missing: run "npm run compile" first`);
}
