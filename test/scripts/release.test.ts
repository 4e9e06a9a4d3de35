import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMULATOR_BUNDLE, REPOSITORY } from '../harness/repository.js';
import { startEmulator } from '../harness/emulator.js';
import { needs } from '../harness/programs.js';

const { test } = needs('file');
const read = (...path: string[]) => readFileSync(join(...path), 'utf8');
const { version } = JSON.parse(read(REPOSITORY, 'package.json')) as { version: string };

let folder: string;
let release: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
  release = join(folder, 'release');
  execFileSync(process.execPath, [join(REPOSITORY, 'scripts/release.js'), release], { stdio: 'pipe' });
}, 240_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a release has its files, and their sums', () => {
  const files = [
    `senhasegura-action-${version}.cdx.json`,
    `senhasegura-action-cli-${version}.tgz`,
    `senhasegura-action.senhasegura-secrets-${version}.vsix`,
    `senhasegura-gitlab-${version}.js`,
  ];
  expect(readdirSync(release).toSorted()).toEqual(['SHA256SUMS', ...files]);
  const sums = files.map((name) => {
    const digest = createHash('sha256')
      .update(readFileSync(join(release, name)))
      .digest('hex');
    return `${digest}  ${name}\n`;
  });
  expect(read(release, 'SHA256SUMS')).toBe(sums.join(''));
});

test('the bill of materials names what is delivered, and nothing that only builds or tests it', () => {
  const { bomFormat, components } = JSON.parse(read(release, `senhasegura-action-${version}.cdx.json`)) as {
    bomFormat: string;
    components: { name: string }[];
  };
  const names = components.map(({ name }) => name);
  expect(bomFormat).toBe('CycloneDX');
  expect(names).toEqual(expect.arrayContaining(['undici', '@actions/core', 'azure-pipelines-task-lib']));
  expect(names).not.toContain('jest');
  expect(names).not.toContain('typescript');
});

test('the package of the command line runs in an empty project', async () => {
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{"private":true}');
  const npm = process.env.npm_execpath;
  const [file, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const tarball = join(release, `senhasegura-action-cli-${version}.tgz`);
  const install = ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball];
  execFileSync(file, [...first, ...install], { cwd: project, stdio: 'pipe' });
  const run = (args: readonly string[], env = {}) =>
    execFileSync(file, [...first, 'exec', '--offline', '--', 'senhasegura', ...args], {
      cwd: project,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
  expect(run(['--version'])).toBe(`${version}\n`);
  const emulator = await startEmulator({ bundle: EMULATOR_BUNDLE });
  try {
    const value = run(['get', 'dsm:database-prod#password'], {
      SENHASEGURA_URL: emulator.url,
      SENHASEGURA_CA_CERTIFICATE: emulator.caFile,
      SENHASEGURA_CLIENT_ID: emulator.clientId,
      SENHASEGURA_CLIENT_SECRET: emulator.clientSecret,
    });
    expect(value).toMatch(/^fake-/u);
  } finally {
    await emulator.stop();
  }
});
