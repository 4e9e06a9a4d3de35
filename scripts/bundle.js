import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { minify } from '@swc/core';
import { entries } from './entries.js';
import { licensesOf } from './licenses.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const ncc = join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js');
const onDemand = join(root, 'packages/core/out');
const run = promisify(execFile);

/** Stands in a bundle for a module that it does without. Using it is a fault of the bundle, and says so. */
const ABSENT = `
const absent = class { constructor() { throw new Error('This bundle has no HTTP client for OIDC.'); } };
export { absent as HttpClient, absent as BearerCredentialHandler };
`;

/**
 * @typedef {{ from: string, to: string, without: string[], inOneFile?: boolean }} Entry
 *
 * Bundles one entry with ncc. ncc looks for tsconfig.json in its working folder and follows its paths: that is how a module
 * is left out.
 * @param {Entry} entry
 */
async function bundle({ from, to, without, inOneFile = false }) {
  const outDir = join(root, 'dist', to);
  await rm(outDir, { recursive: true, force: true });
  const folder = join(root, 'out', to);
  await mkdir(folder, { recursive: true });
  try {
    const paths = Object.fromEntries(
      without
        .filter((name) => !name.startsWith('node:'))
        .flatMap((name) => [name, `${name}/lib/auth`].map((id) => [id, ['./absent.js']])),
    );
    await writeFile(join(folder, 'absent.js'), ABSENT);
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { baseUrl: '.', paths } }));
    const entry = join(folder, 'index.js');
    const whole = inOneFile ? `export * from ${JSON.stringify(relative(folder, await writeOnDemand()))};\n` : '';
    await writeFile(entry, `import ${JSON.stringify(relative(folder, join(root, from)))};\n${whole}`);
    const statsFile = join(folder, 'stats.json');
    await run(process.execPath, [ncc, 'build', entry, '--stats-out', statsFile, '--out', outDir], { cwd: folder });
    if (without.includes('node:http2')) await withoutHttp2(outDir);
    const stats = JSON.parse(await readFile(statsFile, 'utf8'));
    await writeFile(join(outDir, 'licenses.txt'), await licensesOf(stats, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
    await rm(onDemand, { recursive: true, force: true });
  }
  for (const name of await readdir(outDir)) {
    if (name.endsWith('.js')) console.log(`dist/${to}/${name} ${await minifyFile(join(outDir, name))} bytes`);
  }
}

/**
 * undici loads Node's HTTP/2 at its start, which costs a job 9 ms on Node 24, and uses it only where `allowH2` is set: nowhere here.
 * @param {string} outDir with a bundle that is not minified yet
 * @throws {Error} when the bundle has not exactly one place that loads it
 */
async function withoutHttp2(outDir) {
  const loading = '__WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2")';
  let places = 0;
  for (const name of await readdir(outDir)) {
    if (!name.endsWith('.js')) continue;
    const parts = (await readFile(join(outDir, name), 'utf8')).split(loading);
    places += parts.length - 1;
    if (parts.length > 1) await writeFile(join(outDir, name), parts.join('{ constants: {} }'));
  }
  if (places !== 1)
    throw new Error(`${outDir} loads node:http2 in ${places} places, not in undici's client-h2.js alone`);
}

/**
 * Writes a module that puts what the core imports on demand into the bundle's one file, still to be evaluated on demand: webpack
 * makes no file of its own for a module that is there already. It lies in the core's package, where names mean the same.
 * @returns its path
 */
async function writeOnDemand() {
  const lib = join(root, 'packages/core/lib');
  const names = (await readdir(lib, { recursive: true })).filter((name) => name.endsWith('.js'));
  const imported = await Promise.all(
    names.map(async (name) => {
      const found = (await readFile(join(lib, name), 'utf8')).matchAll(/\bimport\('([^']+)'\)/g);
      return [...found].map(([, id = '']) =>
        id.startsWith('.') ? relative(onDemand, join(lib, dirname(name), id)) : id,
      );
    }),
  );
  const imports = [...new Set(imported.flat())].sort().map((id) => `import(/* webpackMode: "eager" */ '${id}')`);
  await mkdir(onDemand, { recursive: true });
  await writeFile(join(onDemand, 'index.js'), `export const onDemand = () => [${imports.join(', ')}];\n`);
  return join(onDemand, 'index.js');
}

/**
 * swc instead of ncc's own minifier, which leaves the parts that are imported on demand as they are.
 * @param {string} path
 * @returns the new size
 */
async function minifyFile(path) {
  const { code } = await minify(await readFile(path, 'utf8'), { module: true, compress: true, mangle: true });
  await writeFile(path, code);
  return Buffer.byteLength(code);
}

const wanted = process.argv.slice(2);
for (const entry of entries) {
  if (wanted.length > 0 && !wanted.includes(entry.to)) continue;
  if (existsSync(join(root, entry.from))) await bundle(entry);
  else throw new Error(`${entry.from} is missing: run "npm run compile" first`);
}
