import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Announcement, createControlClient } from '../harness/control-client.js';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { REPOSITORY } from '../harness/repository.js';
import { importsOf, type PackedSources, packSources } from './support/checkout.js';
import { type Project, createProject } from './support/project.js';
import { type Registry, startRegistry } from './support/registry.js';

const EMULATOR = join(REPOSITORY, 'packages/emulator');
const PROGRAM = `
import { startEmulator } from '@senhasegura-action/emulator';
const emulator = await startEmulator({ http: true, data: { authorizations: [{ name: 'a', auth: { method: 'oauth2', clientId: 'a', clientSecret: 'fake' } }] } });
console.log(new URL(emulator.url).hostname, emulator.clientId, (await fetch(emulator.url)).status);
await emulator.stop();
`;

let packed: PackedSources;
let registry: Registry;
let project: Project;
beforeAll(async () => {
  packed = await packSources('emulator');
  registry = await startRegistry([EMULATOR]);
  project = createProject(registry.url);
  await project.npm('install', packed.tarball);
}, 180_000);
afterAll(() => {
  project.dispose();
  registry.dispose();
  packed.dispose();
});

test('the package has what was compiled, its schema and its papers, and nothing else', () => {
  const others = packed.files.filter((path) => !/^lib\/.+\.(?:js|d\.ts)$/u.test(path));
  expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json', 'schemas/vault-data.schema.json']);
});

test('it declares what it imports, each in the version that is tested, and nothing else', () => {
  const { dependencies } = JSON.parse(readFileSync(join(EMULATOR, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  const installed = join(project.folder, 'node_modules/@senhasegura-action/emulator');
  expect(importsOf(installed, packed.files)).toEqual(Object.keys(dependencies).toSorted());
  for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/u);
});

describe.each(nodeRuntimes())('installed in an empty project, on $name', ({ path: nodePath }) => {
  test('its command serves a vault until it is ended', async () => {
    const command = join(project.folder, 'node_modules/.bin/senhasegura-emulator');
    const child = spawn(nodePath, [command], { cwd: project.folder, stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { control, caFile } = JSON.parse(line) as Announcement;
    const client = createControlClient(control, readFileSync(caFile, 'utf8'));
    expect((await client.state()).custodies).toEqual([]);
    client.close();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(existsSync(caFile)).toBe(false);
  });

  test('a program starts one', async () => {
    writeFileSync(join(project.folder, 'program.mjs'), PROGRAM);
    expect(await project.run(nodePath, ['program.mjs'])).toBe('127.0.0.1 a 404\n');
  });
});

test('npx starts its command', async () => {
  expect(await project.npm('exec', '--', 'senhasegura-emulator', '--help')).toContain('--data FILE');
});
