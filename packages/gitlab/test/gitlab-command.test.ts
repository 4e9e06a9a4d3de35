import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '@senhasegura-action/emulator';
import { startFileServer } from '../../../test/gitlab/support/file-server.js';
import { gitlabCommand } from '../src/index.js';
import { useTemporaryFolder } from './temporary-folder.js';

const TOKEN = 'fake-gitlab-access-token';
const CLIENT_SECRET = 'fake-client-s3cret-of-the-tests';
const root = useTemporaryFolder();
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    data: {
      authorizations: [{ name: 'tests', auth: { method: 'oauth2', clientId: 'tests', clientSecret: CLIENT_SECRET } }],
      secrets: [{ identity: 'db', data: [{ PASSWORD: 'fake-password', USER_NAME: 'fake-user', GONE: 'fake' }] }],
    },
  });
});
afterAll(async () => {
  await emulator.stop();
});

async function run(words: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  let stdout = '';
  let stderr = '';
  const code = await gitlabCommand(words, {
    environment: {
      CI_JOB_ID: '7',
      RUNNER_TEMP_PROJECT_DIR: root(),
      SENHASEGURA_CLIENT_ID: 'tests',
      SENHASEGURA_CLIENT_SECRET: CLIENT_SECRET,
      SENHASEGURA_INPUT_URL: emulator.url,
      SENHASEGURA_INPUT_CA_CERTIFICATE: emulator.caFile,
      SENHASEGURA_INPUT_SECRETS: 'json:["dsm:db"]',
      ...variables,
    },
    system: 'linux',
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
  });
  return { code, stdout, stderr };
}
const bring = (variables: Readonly<Record<string, string>> = {}) => run(['gitlab', 'bring'], variables);

test.each([[[]], [['gitlab']], [['gitlab', 'fetch']], [['gitlab', 'bring', '--now']], [['bring']]])(
  'says how it is used to %j',
  async (words) => {
    const { code, stdout, stderr } = await run(words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: gitlab bring');
  },
);

test('prints code alone on standard output, and what it brought on standard error', async () => {
  const { code, stdout, stderr } = await bring();
  expect(code).toBe(0);
  expect(stdout).toContain("export PASSWORD='fake-password'\n");
  expect(stderr).toContain('3 secrets are ready');
  expect(stderr).not.toContain('fake-password');
  const after = await run(['gitlab', 'take-back']);
  expect([after.code, after.stdout]).toEqual([0, '']);
  // The variables ended with the shell that had them.
  expect(after.stderr).not.toContain('Blanked');
  expect(readdirSync(root())).toEqual([]);
});

test.each([
  ['wrong lines', { SENHASEGURA_INPUT_SECRETS: 'json:["dsm:db > A B"]' }, 'Line 1'],
  [
    'outputs, all of them',
    { SENHASEGURA_INPUT_SECRETS: 'json:["dsm:db","dsm:db > output:A_*","x","pam:1 > output:B"]' },
    'Line 3',
  ],
  [
    'outputs and names that no secret may set, with the wrong lines',
    { SENHASEGURA_INPUT_SECRETS: 'json:["x","pam:1 > output:B","pam:1 > CI_DEBUG_TRACE"]' },
    '- Line 3 ("pam:1 > CI_DEBUG_TRACE"): it can\'t become the variable CI_DEBUG_TRACE: the name is on the deny-list (CI_*)',
  ],
  [
    'outputs alone',
    { SENHASEGURA_INPUT_SECRETS: 'json:["dsm:db#A > output:A","pam:1 > output:B"]' },
    '- Line 2 ("pam:1 > output:B"): GitLab has no outputs',
  ],
  ['a traced job', { CI_DEBUG_TRACE: '1' }, 'CI_DEBUG_TRACE is on'],
  ['a list and a file', { SENHASEGURA_INPUT_REFERENCES_FILE: 'secrets.txt' }, 'not both'],
])('refuses %s before any request', async (_, variables, message) => {
  const before = emulator.connections();
  const { code, stdout, stderr } = await bring(variables);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain(message);
  expect(emulator.connections()).toBe(before);
});

test('prints no code when something fails', async () => {
  const { code, stdout, stderr } = await bring({ SENHASEGURA_INPUT_SECRETS: 'json:["dsm:db","dsm:nowhere"]' });
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain('nowhere');
});

test('a second call in one job loses nothing of the first', async () => {
  const lines = (name: string) => ({ SENHASEGURA_INPUT_SECRETS: `json:["dsm:db#PASSWORD > file:${name}"]` });
  await bring(lines('first'));
  await bring(lines('second'));
  expect(readdirSync(join(root(), 'sg-7')).sort()).toEqual(['ledger', 'second']);
  await run(['gitlab', 'take-back']);
  expect(existsSync(join(root(), 'sg-7'))).toBe(false);
});

test('take-back works when the settings are gone', async () => {
  await bring({ SENHASEGURA_INPUT_SECRETS: 'json:["dsm:db#PASSWORD > file:first"]' });
  const { code, stderr } = await run(['gitlab', 'take-back'], {
    SENHASEGURA_INPUT_URL: '',
    SENHASEGURA_INPUT_SECRETS: 'json:',
  });
  expect(code).toBe(0);
  expect(stderr).toContain('Removed 1 file.');
});

describe('with delete-project-variables', () => {
  const path = (name: string) => `/api/v4/projects/99/variables/${name}`;
  const wanted = (url: string) => ({
    SENHASEGURA_INPUT_DELETE_PROJECT_VARIABLES: 'true',
    GITLAB_ACCESS_TOKEN: TOKEN,
    CI_PROJECT_ID: '99',
    CI_API_V4_URL: `${url}/api/v4`,
    CI_SERVER_TLS_CA_FILE: join(root(), 'authority.pem'),
  });

  test('deletes the variables that the vault gives, with the token for GitLab and nothing of the vault', async () => {
    const server = await startFileServer({
      [path('PASSWORD')]: { status: 204 },
      [path('USER_NAME')]: { status: 403, body: Buffer.from('{"message":"a-body-that-nobody-shows"}') },
    });
    try {
      writeFileSync(join(root(), 'authority.pem'), server.ca);
      const { code, stdout, stderr } = await bring(wanted(server.url));
      expect(code).toBe(0);
      expect(stdout).toContain('export USER_NAME=');
      expect(stderr).toContain("Deleted from the project's CI/CD variables: PASSWORD.");
      expect(stderr).toContain('USER_NAME was not deleted (GitLab answered 403). GITLAB_ACCESS_TOKEN needs');
      expect(stderr).not.toMatch(/GONE was|a-body/);
      expect(server.asked.map((request) => [request.method, request.path, request.headers['private-token']])).toEqual(
        ['PASSWORD', 'USER_NAME', 'GONE'].map((name) => ['DELETE', path(name), TOKEN]),
      );
      expect(JSON.stringify(server.asked)).not.toMatch(/authorization|fake-client/i);
      expect(stderr).not.toContain(TOKEN);
    } finally {
      await server.stop();
    }
  });

  test('warns when GitLab cannot be asked, trusts no other authority, and brings the secrets all the same', async () => {
    const server = await startFileServer({});
    try {
      writeFileSync(join(root(), 'authority.pem'), emulator.ca);
      const untrusted = await bring(wanted(server.url));
      expect([untrusted.code, untrusted.stdout.includes('export PASSWORD=')]).toEqual([0, true]);
      expect(untrusted.stderr).toContain("warning: The project's variables were not deleted");
      expect(server.asked).toEqual([]);
      const incomplete = await bring({ ...wanted(server.url), GITLAB_ACCESS_TOKEN: '' });
      expect(incomplete.stderr).toContain('GITLAB_ACCESS_TOKEN must be set');
      const plain = await bring({ ...wanted(server.url), CI_API_V4_URL: 'http://gitlab.example.com/api/v4' });
      expect(plain.stderr).toContain('use https');
    } finally {
      await server.stop();
    }
  });

  test('asks nobody without it', async () => {
    const server = await startFileServer({});
    try {
      await bring({ ...wanted(server.url), SENHASEGURA_INPUT_DELETE_PROJECT_VARIABLES: 'false' });
      expect(server.asked).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});
