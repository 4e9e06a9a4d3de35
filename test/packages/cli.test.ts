import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type EmulatorProcess, variablesOf } from '../harness/emulator.js';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { EMULATOR_BUNDLE, REPOSITORY } from '../harness/repository.js';
import { type Project, createProject } from './support/project.js';

const PASSWORD = 'fake-password-of-the-package';
const VAULT = {
  authorizations: [
    { name: 'tests', auth: { method: 'oauth2', clientId: 'tests', clientSecret: 'fake-client-s3cret' } },
  ],
  secrets: [{ identity: 'database', data: [{ password: PASSWORD }] }],
};
const { version } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as { version: string };

/** What `npm pack --json` says of a package. */
interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

let project: Project;
let emulator: EmulatorProcess;
let packed: Packed;
let tarball: string;
beforeAll(async () => {
  project = createProject();
  const folder = join(project.folder, 'packed');
  mkdirSync(folder);
  const told = await project.npm('pack', join(REPOSITORY, 'dist/cli'), '--json', '--pack-destination', folder);
  [packed] = JSON.parse(told) as [Packed];
  tarball = join(folder, packed.filename);
  emulator = await startEmulator({ bundle: EMULATOR_BUNDLE, data: VAULT });
}, 60_000);
afterAll(async () => {
  await emulator.stop();
  project.dispose();
});

test('the committed folder is the package: one program, who may use it, and what it is', () => {
  expect(packed.filename).toBe(`senhasegura-action-cli-${version}.tgz`);
  expect(packed.files.map(({ path }) => path).toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'index.js',
    'licenses.txt',
    'package.json',
  ]);
  const program = packed.files.find(({ path }) => path === 'index.js');
  expect((program?.mode ?? 0) & 0o111).toBe(0o111);
  const manifest: unknown = JSON.parse(readFileSync(join(REPOSITORY, 'dist/cli/package.json'), 'utf8'));
  expect(manifest).toMatchObject({
    ...{ name: '@senhasegura-action/cli', version, license: 'Apache-2.0', type: 'module' },
    ...{ bin: { senhasegura: 'index.js' }, engines: { node: '>=20' } },
  });
  expect(manifest).not.toHaveProperty('dependencies');
});

test('npx runs the tarball at once, with an empty cache and no registry', async () => {
  expect(await project.npm('exec', '--yes', '--package', tarball, '--', 'senhasegura', '--version')).toBe(
    `${version}\n`,
  );
});

describe('installed in an empty project', () => {
  beforeAll(async () => {
    await project.npm('install', '--ignore-scripts', tarball);
  }, 60_000);

  test.each(nodeRuntimes())('the command brings a secret to a program, on $name', async ({ path: nodePath }) => {
    const script = 'process.stdout.write(`${process.env.DB.length} ${process.env.DB}`)';
    const args = ['run', '--secret', 'dsm:database#password > DB', '--', nodePath, '-e', script];
    const command = join('node_modules', '.bin', 'senhasegura');
    const said = await project.run(command, args, { nodePath, env: variablesOf(emulator) });
    expect(said).toBe(`${PASSWORD.length} ***`);
  });
});
