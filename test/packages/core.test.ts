import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EmulatorProcess, startEmulator, variablesOf } from '../harness/emulator.js';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { EMULATOR_BUNDLE, REPOSITORY } from '../harness/repository.js';
import { importsOf, type PackedSources, packSources } from './support/checkout.js';
import { type Project, createProject } from './support/project.js';
import { type Registry, startRegistry } from './support/registry.js';

const CORE = join(REPOSITORY, 'packages/core');
const VAULT = {
  authorizations: [
    { name: 'tests', auth: { method: 'oauth2', clientId: 'tests', clientSecret: 'fake-client-s3cret' } },
  ],
  secrets: [{ identity: 'database', data: [{ username: 'app', password: 'fake-password' }] }],
  credentials: [{ id: '123', identifier: 'db', username: 'root', hostname: 'db.example.com', password: 'fake-root' }],
};
const { dependencies } = JSON.parse(readFileSync(join(CORE, 'package.json'), 'utf8')) as {
  dependencies: Readonly<Record<string, string>>;
};

/** Asks for a secret and a password, gives the custody back, and prints what it got; after the line that gets `createA2A`. */
const PROGRAM = `
const client = await createA2A({ environment: process.env });
try {
  const secret = await client.dsm.secret('database');
  const user = await client.withCredential('db', async ({ username, password }) => username + ' ' + password);
  console.log(JSON.stringify([secret.value('password'), user, missing]));
} finally {
  await client.close();
}
`;
const PROGRAMS = {
  'imported.mjs': `import { createA2A, InputError } from '@senhasegura-action/core';
const missing = await createA2A({}).catch((error) => error instanceof InputError);${PROGRAM}`,
  'required.cjs': `const { createA2A, InputError } = require('@senhasegura-action/core');
(async () => {
const missing = await createA2A({}).catch((error) => error instanceof InputError);${PROGRAM}})();`,
};

const TYPED = `
import { type A2A, APIError, createA2A, type Secret } from '@senhasegura-action/core';

export async function passwordOf(client: A2A, identity: string): Promise<string | null> {
  const secret: Secret = await client.dsm.secret(identity);
  // @ts-expect-error: a name is a text
  secret.value(1);
  const status: number | undefined = await client.get('/iso/nothing').then(
    (answer) => answer.status,
    (error: unknown) => (error instanceof APIError ? error.status : undefined),
  );
  const value = secret.value('password');
  return status === 200 && typeof value === 'string' ? value : null;
}
export const client = await createA2A({ baseUrl: 'https://vault.example.com', accessToken: 'fake' });
`;
const TSCONFIG = {
  compilerOptions: {
    ...{ target: 'es2023', module: 'nodenext', types: ['node'], strict: true, noEmit: true },
    ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
  },
};

let packed: PackedSources;
let registry: Registry;
let project: Project;
let emulator: EmulatorProcess;
beforeAll(async () => {
  packed = await packSources('core');
  registry = await startRegistry([CORE], ['@types/node']);
  project = createProject(registry.url);
  await project.npm('install', packed.tarball, '@types/node');
  emulator = await startEmulator({ bundle: EMULATOR_BUNDLE, data: VAULT });
}, 180_000);
afterAll(async () => {
  await emulator.stop();
  project.dispose();
  registry.dispose();
  packed.dispose();
});

test('the package has what was compiled and its papers, and nothing else', () => {
  const others = packed.files.filter((path) => !/^lib\/.+\.(?:js|d\.ts)$/u.test(path));
  expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json']);
  expect(packed.files).toEqual(expect.arrayContaining(['lib/index.js', 'lib/index.d.ts', 'lib/internal.js']));
});

test('it declares what it imports, each in the version that is tested, and nothing else', () => {
  const installed = join(project.folder, 'node_modules/@senhasegura-action/core');
  expect(importsOf(installed, packed.files)).toEqual(Object.keys(dependencies).toSorted());
  for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/u);
});

describe.each(nodeRuntimes())('installed in an empty project, on $name', ({ path: nodePath }) => {
  test.each(Object.entries(PROGRAMS))('%s uses the client', async (file, text) => {
    writeFileSync(join(project.folder, file), text);
    const said = await project.run(nodePath, [file], { env: variablesOf(emulator) });
    expect(JSON.parse(said)).toEqual(['fake-password', 'root fake-root', true]);
    expect((await emulator.state()).custodies).toEqual([]);
  });
});

test('TypeScript checks programs against its types, and the types themselves, the example of its README among them', async () => {
  const readme = readFileSync(join(CORE, 'README.md'), 'utf8');
  const [, example = ''] = /^```ts\n([^]*?)^```$/mu.exec(readme) ?? [];
  expect(example).toContain('createA2A');
  writeFileSync(join(project.folder, 'readme.ts'), example);
  writeFileSync(join(project.folder, 'typed.ts'), TYPED);
  writeFileSync(
    join(project.folder, 'tsconfig.json'),
    JSON.stringify({ ...TSCONFIG, files: ['typed.ts', 'readme.ts'] }),
  );
  const tsc = join(REPOSITORY, 'node_modules/typescript/bin/tsc');
  expect(await project.run(process.execPath, [tsc, '-p', project.folder])).toBe('');
});
