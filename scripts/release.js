/**
 * `node scripts/release.js FOLDER REPOSITORY PUBLISHER`: what a release has to download: the npm packages (the command line, the
 * client for programs, the emulator), GitLab's one file, the extension for Azure DevOps, a bill of materials (CycloneDX), and
 * their SHA-256 sums. REPOSITORY is the URL that stands in the npm packages and the extension: npm takes a provenance only where
 * it is that of the workflow. PUBLISHER is who publishes the extension in the Marketplace. Needs no network.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deliveredOf } from './bill-of-materials.js';
import { versionProblems } from './versions.js';

const root = fileURLToPath(new URL('../', import.meta.url));
/** Packages that are published from their sources. */
const SOURCES = ['core', 'emulator'];
const [folder, repository, publisher] = process.argv.slice(2);
if (folder === undefined || repository === undefined || publisher === undefined || publisher === '') {
  console.error('Usage: node scripts/release.js FOLDER REPOSITORY PUBLISHER');
  process.exit(2);
}
const output = resolve(folder);
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const version = String(manifest.version);

const problems = versionProblems(root);
if (problems.length > 0) throw new Error(problems.join('\n'));

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
packPackage(join(root, 'dist/cli'));
for (const name of SOURCES) packPackage(join(root, 'packages', name));
cpSync(join(root, 'dist/gitlab/index.js'), join(output, `senhasegura-gitlab-${version}.js`));
packExtension();
writeBillOfMaterials();
writeFileSync(join(output, 'SHA256SUMS'), sums());

/**
 * What npm would pack of a folder, with a manifest that has the repository, and nothing that only this checkout needs.
 * @param {string} folder
 */
function packPackage(folder) {
  const staging = join(output, 'package');
  const { scripts = {}, ...published } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  delete published.devDependencies;
  if (scripts.prepack !== undefined) npm(folder, 'run', 'prepack');
  const [{ files }] = JSON.parse(npm(folder, 'pack', '--dry-run', '--json', '--ignore-scripts'));
  for (const { path } of files) cpSync(join(folder, path), join(staging, path));
  const written = { ...published, repository: { type: 'git', url: repository } };
  writeFileSync(join(staging, 'package.json'), `${JSON.stringify(written, undefined, 2)}\n`);
  npm(output, 'pack', staging);
  rmSync(staging, { recursive: true });
}

function packExtension() {
  const staging = join(output, 'extension');
  const script = join(root, 'scripts/package-azure.js');
  const given = [`--publisher=${publisher}`, `--repository=${repository}`, staging];
  const packed = execFileSync(process.execPath, [script, ...given], { encoding: 'utf8' });
  const path = packed.trim();
  renameSync(path, join(output, basename(path)));
  rmSync(staging, { recursive: true });
}

function writeBillOfMaterials() {
  const whole = JSON.parse(npm(root, 'sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'));
  const bill = deliveredOf(
    whole,
    root,
    SOURCES.map((name) => `@senhasegura-action/${name}`),
  );
  // npm names it after this folder.
  bill.metadata.component.name = manifest.name;
  writeFileSync(join(output, `senhasegura-action-${version}.cdx.json`), `${JSON.stringify(bill, undefined, 2)}\n`);
}

/** As `sha256sum --check` reads it. */
function sums() {
  const names = readdirSync(output).toSorted();
  const sum = (/** @type {string} */ name) =>
    createHash('sha256')
      .update(readFileSync(join(output, name)))
      .digest('hex');
  return names.map((name) => `${sum(name)}  ${name}\n`).join('');
}

/** The npm that runs this, or the one of the PATH. @param {string} cwd @param {...string} args */
function npm(cwd, ...args) {
  const script = process.env['npm_execpath'];
  const [file, first] = script === undefined ? ['npm', []] : [process.execPath, [script]];
  return execFileSync(file, [...first, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
}
