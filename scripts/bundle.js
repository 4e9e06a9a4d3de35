import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { minify } from '@swc/core';
import { entries } from './entries.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const ncc = join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js');
const run = promisify(execFile);

/** Stands in a bundle for a module that it does without. Using it is a fault of the bundle, and says so. */
const ABSENT = `
const absent = class { constructor() { throw new Error('This bundle has no HTTP client for OIDC.'); } };
export { absent as HttpClient, absent as BearerCredentialHandler };
`;

/**
 * @typedef {{ from: string, to: string, without: string[] }} Entry
 *
 * Bundles one entry with ncc. ncc looks for tsconfig.json in its working folder and follows its paths: that is how a module
 * is left out.
 * @param {Entry} entry
 */
async function bundle({ from, to, without }) {
  const outDir = join(root, 'dist', to);
  await rm(outDir, { recursive: true, force: true });
  const folder = join(root, 'out', to);
  await mkdir(folder, { recursive: true });
  try {
    const paths = Object.fromEntries(
      without.flatMap((name) => [name, `${name}/lib/auth`].map((id) => [id, ['./absent.js']])),
    );
    await writeFile(join(folder, 'absent.js'), ABSENT);
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { baseUrl: '.', paths } }));
    const entry = join(folder, 'index.js');
    await writeFile(entry, `import ${JSON.stringify(relative(folder, join(root, from)))};\n`);
    await run(process.execPath, [ncc, 'build', entry, '--license', 'licenses.txt', '--out', outDir], { cwd: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  for (const name of await readdir(outDir)) {
    if (name.endsWith('.js')) console.log(`dist/${to}/${name} ${await minifyFile(join(outDir, name))} bytes`);
  }
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
