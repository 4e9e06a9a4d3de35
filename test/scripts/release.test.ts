import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMULATOR_BUNDLE, REPOSITORY } from '../harness/repository.js';
import { startEmulator, variablesOf } from '../harness/emulator.js';
import { needs } from '../harness/programs.js';
import { createProject } from '../packages/support/project.js';

const { test } = needs('file', 'tar');
const read = (...path: string[]) => readFileSync(join(...path), 'utf8');
const { version } = JSON.parse(read(REPOSITORY, 'package.json')) as { version: string };

let folder: string;
let release: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
  release = join(folder, 'release');
  const script = join(REPOSITORY, 'scripts/release.js');
  const given = ['https://github.com/org/senhasegura-action', 'senhasegura-action'];
  execFileSync(process.execPath, [script, release, ...given], { stdio: 'pipe' });
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

test('the bill of materials has what the bundles and the npm packages bring, and nothing that only builds or tests it', () => {
  const { bomFormat, components, dependencies } = JSON.parse(
    read(release, `senhasegura-action-${version}.cdx.json`),
  ) as {
    bomFormat: string;
    components: { purl: string; 'bom-ref': string }[];
    dependencies: { ref: string; dependsOn: string[] }[];
  };
  const names = components.map(({ purl }) => decodeURIComponent(purl).replace(/^pkg:npm\//u, ''));
  expect(bomFormat).toBe('CycloneDX');
  const dist = join(REPOSITORY, 'dist');
  const lists = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('licenses.txt'),
  );
  const bundled = lists.flatMap((file) =>
    Array.from(read(dist, file).matchAll(/(?:^|\n-{80}\n\n)(\S+) (\d+\.\S+)\n/gu), ([, name, of]) => `${name}@${of}`),
  );
  expect(bundled.length).toBeGreaterThan(50);
  expect(names).toEqual(expect.arrayContaining([...new Set(bundled)]));
  // In no bundle, and installed with the client.
  expect(names).toContainEqual(expect.stringMatching(/^argparse@/u));
  expect(names).toContain(`@senhasegura-action/cli@${version}`);
  expect(names.filter((name) => /^(?:jest|typescript|eslint|@valibot\/to-json-schema)@/u.test(name))).toEqual([]);
  const refs = new Set(components.map((component) => component['bom-ref']));
  expect(dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([]);
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
    const env = variablesOf(emulator);
    const command = join('node_modules', '.bin', 'senhasegura');
    expect(await project.run(command, ['get', 'dsm:database-prod#password'], { env })).toMatch(/^fake-/u);
  } finally {
    await emulator.stop();
    project.dispose();
  }
});
