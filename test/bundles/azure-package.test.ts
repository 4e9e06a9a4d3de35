import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { REPOSITORY } from '../harness/repository.js';
import { needs } from '../harness/programs.js';

const { test } = needs('file');

type Handlers = Readonly<Record<string, { readonly target: string }>>;
type Content = Readonly<Record<string, Uint8Array>>;

const TASK = 'SenhaseguraSecrets';
let folder: string;
let content: Content;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vsix-'));
  const script = join(REPOSITORY, 'scripts/package-azure.js');
  // A proxy that is not there: whatever asked the network would fail.
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    HTTPS_PROXY: 'http://127.0.0.1:9',
    HTTP_PROXY: 'http://127.0.0.1:9',
  };
  const given = ['--publisher', 'fake-publisher', '--repository', 'https://github.com/org/senhasegura-action'];
  const vsix = execFileSync(process.execPath, [script, ...given, folder], { encoding: 'utf8', env }).trim();
  expect(vsix).toBe(join(folder, 'fake-publisher.senhasegura-secrets-1.0.0.vsix'));
  content = unzipSync(readFileSync(vsix));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const entry = (name: string): Uint8Array => {
  const bytes = content[name];
  if (bytes === undefined) throw new Error(`The package has no ${name}`);
  return bytes;
};
const json = (name: string): unknown => JSON.parse(strFromU8(entry(name)));

test('every file that the task runs is in the package, as it was bundled', () => {
  const { execution, postjobexecution } = json(`${TASK}/task.json`) as Record<string, Handlers>;
  const targets = [execution, postjobexecution]
    .flatMap((handlers) => Object.values(handlers ?? {}))
    .map(({ target }) => target);
  expect(targets).toHaveLength(4);
  for (const target of targets) expect(entry(`${TASK}/${target}`).length).toBeGreaterThan(100_000);
  for (const part of ['main', 'post']) {
    const bundle = join(REPOSITORY, 'dist/azure', part);
    for (const name of readdirSync(bundle)) {
      expect(Buffer.from(entry(`${TASK}/${part}/${name}`)).equals(readFileSync(join(bundle, name)))).toBe(true);
    }
    expect(json(`${TASK}/${part}/package.json`)).toEqual({ type: 'module' });
  }
});

test('licence, overview and icon are in the package, and nothing that does not belong', () => {
  const files = Object.keys(content).filter(
    (name) => !name.endsWith('/') && !/^SenhaseguraSecrets\/(?:main|post)\//u.test(name),
  );
  expect(files.sort()).toEqual(
    [
      'LICENSE',
      '[Content_Types].xml',
      'extension.vsixmanifest',
      'extension.vsomanifest',
      'icon.png',
      'overview.md',
      `${TASK}/LICENSE`,
      `${TASK}/icon.png`,
      `${TASK}/task.json`,
    ].sort(),
  );
  expect(strFromU8(entry('LICENSE'))).toContain('Apache License');
  const png = Buffer.from(entry('icon.png'));
  expect([png.subarray(1, 4).toString('latin1'), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
    'PNG',
    128,
    128,
  ]);
});

test('the manifest that Azure DevOps reads has the task and the service connection', () => {
  const { contributions } = json('extension.vsomanifest') as {
    contributions: { type: string; properties: { name: string } }[];
  };
  expect(contributions.map(({ type, properties: { name } }) => [type, name])).toEqual([
    ['ms.vss-distributed-task.task', TASK],
    ['ms.vss-endpoint.service-endpoint-type', 'senhasegura'],
  ]);
});

test('the manifest of the Marketplace has the publisher, the repository and links to what is there', () => {
  const manifest = strFromU8(entry('extension.vsixmanifest'));
  expect(manifest).toContain('Publisher="fake-publisher"');
  const properties = [...manifest.matchAll(/<Property Id="([^"]+)" Value="(https:[^"]+)"/gu)];
  const links = Object.fromEntries(
    properties.map(([, id = '', value = '']) => [id.split('.').at(-1) ?? '', value] as const),
  );
  const repository = 'https://github.com/org/senhasegura-action';
  expect(links).toMatchObject({
    ...{ Getstarted: `${repository}/blob/main/docs/azure.md`, Learn: `${repository}#readme` },
    ...{ Repository: repository, Support: `${repository}/issues`, Issues: `${repository}/issues` },
  });
  expect(existsSync(join(REPOSITORY, 'docs/azure.md'))).toBe(true);
});

test.each([
  ['without a publisher', [], '--publisher is missing'],
  ['with the placeholder', ['--publisher', 'your-publisher'], '--publisher is "your-publisher"'],
  ['with what is no id', ['--publisher', 'a publisher'], '--publisher is "a publisher"'],
  [
    'with an address that is not https',
    ['--publisher', 'fake', '--repository', 'http://h/r'],
    '--repository is "http://h/r"',
  ],
])('%s nothing is packed', (_how, given, said) => {
  const script = join(REPOSITORY, 'scripts/package-azure.js');
  const nowhere = join(folder, 'nothing');
  const { status, stderr } = spawnSync(process.execPath, [script, ...given, nowhere], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(said) as string });
  expect(existsSync(nowhere)).toBe(false);
});
