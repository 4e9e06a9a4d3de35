import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLIENT_SECRET, useEmulator } from '../bundles/support/scenario.js';
import { encodedForms } from '../harness/encoded-forms.js';
import { variablesOf } from '../harness/emulator.js';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { needs } from '../harness/programs.js';
import { REPOSITORY } from '../harness/repository.js';
import { layOutTask } from '../stand-ins/azure-agent/lay-out-task.js';
import { runOnAzure } from './azure-host.js';
import { blocksOf, onlyBlock } from './blocks.js';
import { runOnGithub } from './github-host.js';
import { runOnGitlab } from './gitlab-host.js';
import { type Ended, cloneOf, environmentOf, runProgram, writeFiles } from '../harness/sandbox.js';

const PASSWORD = `fake-p'ass"w\\ord $HOME \`id\` é🔑`;
const BLOCKS = blocksOf(REPOSITORY, 'docs/from-dsm.md');
/** What takes the place of the vendor's pipeline: the block as a reader copies it. */
const after = (heading: string, language = 'yaml') => {
  const has = { yaml: 'enhasegura', sh: 'senhasegura run' }[language] ?? '';
  const found = BLOCKS.filter((block) => !block.text.includes('dsm runb'));
  return onlyBlock(found, { heading, language, has }).text;
};

/** A vault where this application may be registered, as `dsm runb` needs it too. */
const VAULT = {
  authorizations: [
    {
      name: 'pipelines',
      application: 'pipelines',
      auth: { method: 'oauth2', clientId: 'pipelines', clientSecret: CLIENT_SECRET },
      mayRegister: true,
    },
  ],
  secrets: [{ identity: 'database', data: [{ DB_PASSWORD: PASSWORD }] }],
};
const APPLICATION = { APPLICATION_NAME: 'my-app', SYSTEM_NAME: 'production' };

const emulator = useEmulator(VAULT);
let root: string;
let notes: string;
/** Writes down what it was given, and prints it, as a script should not. */
let files: Readonly<Record<string, string>>;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'from-dsm-'));
  notes = join(root, 'password');
  files = { 'deploy.sh': `#!/bin/sh\nprintf %s "$DB_PASSWORD" > '${notes}'\necho "with $DB_PASSWORD"\n` };
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

async function expectDeployed({ code, log }: Ended, context: Readonly<Record<string, string>>): Promise<void> {
  expect({ code, log: code === 0 ? '' : log }).toEqual({ code: 0, log: '' });
  expect(existsSync(notes) ? readFileSync(notes, 'utf8') : undefined).toBe(PASSWORD);
  const { authorizations } = (await emulator().state()) as { authorizations: readonly object[] };
  expect(authorizations).toContainEqual(expect.objectContaining(context));
}

/** @param secrets what must not stand in the log, in no spelling */
function expectMasked(log: string, secrets: readonly string[]): void {
  const found = secrets.flatMap(encodedForms).filter(({ text }) => log.includes(text));
  expect(found.map(({ form }) => form)).toEqual([]);
}

test('before and after stand there for each system', () => {
  const before = BLOCKS.filter(({ text }) => text.includes('dsm runb'));
  expect(before.map(({ heading, language }) => `${heading} ${language}`)).toEqual([
    'GitHub Actions yaml',
    'Azure DevOps yaml',
    'GitLab yaml',
    'Jenkins, and everything else with a shell sh',
  ]);
});

needs('act', 'bash', 'coreutils', 'git', 'Node 24').test('GitHub Actions, by act', async () => {
  const { SENHASEGURA_CA_CERTIFICATE, ...secrets } = variablesOf(emulator());
  const given = { secrets, env: { SENHASEGURA_CA_CERTIFICATE } };
  const action = join(root, 'action');
  cloneOf(action, REPOSITORY);
  const ended = await runOnGithub({ root, action, workflow: after('GitHub Actions'), files, ...given });
  await expectDeployed(ended, { application: 'my-app', system: 'production', environment: 'prod' });
  expectMasked(ended.log, [PASSWORD, CLIENT_SECRET]);
});

needs('bash').test('Azure DevOps, by the stand-in of the agent', async () => {
  const taskDir = join(root, 'task');
  mkdirSync(taskDir);
  layOutTask(taskDir);
  const [node] = nodeRuntimes();
  const { SENHASEGURA_CLIENT_SECRET: secret, ...open } = variablesOf(emulator());
  const texts = { ...open, ...APPLICATION, ENVIRONMENT: 'test' };
  const ended = await runOnAzure({
    pipeline: after('Azure DevOps'),
    files,
    agent: {
      taskDir,
      handler: { name: 'Node20_1', path: node?.path ?? '' },
      variables: {
        ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { value }])),
        SENHASEGURA_CLIENT_SECRET: { value: secret, secret: true },
      },
    },
  });
  await expectDeployed(ended, { application: 'my-app', system: 'production', environment: 'test' });
  expectMasked(ended.log, [PASSWORD, CLIENT_SECRET]);
});

needs('bash', 'coreutils', 'git', 'rsync').test('GitLab, by gitlab-ci-local', async () => {
  const mirror = join(root, 'mirror');
  cloneOf(mirror, REPOSITORY, { tag: 'v1.0.0' });
  const variables = {
    ...variablesOf(emulator()),
    ...APPLICATION,
    SENHASEGURA_CLI: join(REPOSITORY, 'dist/gitlab/index.js'),
  };
  const ended = await runOnGitlab({ root, mirror, pipeline: after('GitLab'), files, variables });
  await expectDeployed(ended, { application: 'my-app', system: 'production', environment: 'production' });
  expectMasked(ended.log, [CLIENT_SECRET]);
});

needs('sh', 'coreutils').test('the line of Jenkins, by sh', async () => {
  const [home, node] = [join(root, 'home'), nodeRuntimes()[0]?.path ?? ''];
  for (const each of [home, join(root, 'bin')]) mkdirSync(each);
  // What npm puts on the PATH.
  symlinkSync(join(REPOSITORY, 'dist/cli/index.js'), join(root, 'bin/senhasegura'));
  writeFiles(root, files);
  writeFileSync(join(root, 'line.sh'), after('Jenkins, and everything else with a shell', 'sh'));
  const machine = environmentOf(home, node);
  const ended = await runProgram('sh', ['line.sh'], {
    cwd: root,
    env: { ...machine, PATH: `${join(root, 'bin')}:${machine.PATH}`, ...variablesOf(emulator()) },
  });
  await expectDeployed(ended, { application: 'myapp', system: 'prod', environment: 'prod' });
  expect(ended.log).toContain('with ***');
  expectMasked(ended.log, [PASSWORD, CLIENT_SECRET]);
});
