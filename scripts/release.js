/**
 * `node scripts/release.js [FOLDER]` (default `out/release`): what a release has to download, made of the committed `dist`:
 * the command line as an npm package, GitLab's one file, the extension for Azure DevOps, a bill of materials (CycloneDX), and
 * their SHA-256 sums. Needs no network.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { versionProblems } from './versions.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const output = resolve(process.argv[2] ?? join(root, 'out/release'));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const version = String(manifest.version);

const problems = versionProblems(root);
if (problems.length > 0) throw new Error(problems.join('\n'));

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
npm(output, 'pack', join(root, 'dist/cli'));
cpSync(join(root, 'dist/gitlab/index.js'), join(output, `senhasegura-gitlab-${version}.js`));
packExtension();
writeBillOfMaterials();
writeFileSync(join(output, 'SHA256SUMS'), sums());

function packExtension() {
  const staging = join(output, 'extension');
  const packed = execFileSync(process.execPath, [join(root, 'scripts/package-azure.js'), staging], {
    encoding: 'utf8',
  });
  const path = packed.trim();
  renameSync(path, join(output, basename(path)));
  rmSync(staging, { recursive: true });
}

/** What npm knows of everything that is delivered; npm would name it after this folder. */
function writeBillOfMaterials() {
  const bill = JSON.parse(npm(root, 'sbom', '--omit', 'dev', '--sbom-format', 'cyclonedx'));
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
  return execFileSync(file, [...first, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
