import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMULATOR_BUNDLE, REPOSITORY } from '../harness/repository.js';
import { startEmulator } from '../harness/emulator.js';
import { needs } from '../harness/programs.js';
import { createProject } from '../packages/support/project.js';

const { test } = needs('file');
const read = (...path: string[]) => readFileSync(join(...path), 'utf8');
const { version } = JSON.parse(read(REPOSITORY, 'package.json')) as { version: string };

let folder: string;
let release: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
  release = join(folder, 'release');
  const script = join(REPOSITORY, 'scripts/release.js');
  execFileSync(process.execPath, [script, release, 'https://github.com/org/senhasegura-action'], { stdio: 'pipe' });
}, 240_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a release has its files, and their sums', () => {
  const files = [
    `senhasegura-action-${version}.cdx.json`,
    `senhasegura-action-cli-${version}.tgz`,
    `senhasegura-action-core-${version}.tgz`,
    `senhasegura-action-emulator-${version}.tgz`,
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

test.each([
  ['cli', { bin: { senhasegura: 'index.js' } }],
  ['core', { dependencies: expect.objectContaining({ undici: expect.any(String) as string }) as object }],
  ['emulator', { bin: { 'senhasegura-emulator': 'lib/main.js' } }],
])(
  'the npm package %s can be published: it names the repository, and what only a checkout needs is left out',
  (name, more) => {
    const unpacked = join(folder, name);
    mkdirSync(unpacked);
    const tarball = join(release, `senhasegura-action-${name}-${version}.tgz`);
    execFileSync('tar', ['-xzf', tarball, '-C', unpacked]);
    const manifest = JSON.parse(read(unpacked, 'package/package.json')) as Readonly<Record<string, unknown>>;
    expect(manifest).toMatchObject({
      ...{ name: `@senhasegura-action/${name}`, version, license: 'Apache-2.0' },
      ...{ repository: { type: 'git', url: 'https://github.com/org/senhasegura-action' } },
      ...more,
    });
    for (const key of ['private', 'scripts', 'devDependencies']) expect(manifest).not.toHaveProperty(key);
    expect(readdirSync(join(unpacked, 'package'))).toEqual(expect.arrayContaining(['LICENSE', 'README.md']));
  },
);

test('the package of the command line runs in an empty project', async () => {
  const project = createProject();
  const emulator = await startEmulator({ bundle: EMULATOR_BUNDLE });
  try {
    await project.npm('install', '--ignore-scripts', join(release, `senhasegura-action-cli-${version}.tgz`));
    expect(await project.npm('exec', '--', 'senhasegura', '--version')).toBe(`${version}\n`);
    const env = {
      SENHASEGURA_URL: emulator.url,
      SENHASEGURA_CA_CERTIFICATE: emulator.caFile,
      SENHASEGURA_CLIENT_ID: emulator.clientId,
      SENHASEGURA_CLIENT_SECRET: emulator.clientSecret,
    };
    const command = join('node_modules', '.bin', 'senhasegura');
    expect(await project.run(command, ['get', 'dsm:database-prod#password'], { env })).toMatch(/^fake-/u);
  } finally {
    await emulator.stop();
    project.dispose();
  }
});
