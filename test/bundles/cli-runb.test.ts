import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { NASTY_VALUES } from '../../packages/cli/test/formats/nasty-values.js';
import { filesBelow } from '../harness/files-below.js';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { type CliPlace, expectNotShown, usePlaces } from './support/cli.js';
import { CLIENT_SECRET, calls, TOKEN, useEmulator, vaultWith } from './support/scenario.js';
import { each, needs } from '../harness/programs.js';

const bash = needs('bash', 'coreutils');
const dash = needs('dash', 'coreutils');
const agent = needs('bash', 'coreutils', 'openssh');

const PASSWORD = 'fake-password-of-the-database';
const ROOT = 'fake-password-in-custody';
const nasty = Object.fromEntries(NASTY_VALUES.map((value, index) => [`V${index}`, value]));
const VAULT = {
  ...vaultWith({
    secrets: [
      { identity: 'database', data: [{ DB_PASSWORD: PASSWORD, SAME: 'fake-later-by-name' }] },
      { identity: 'another', data: [{ SAME: 'fake-earlier-by-name', ABSENT: null }] },
      { identity: 'nasty', data: [nasty] },
      { identity: 'steering', data: [{ PATH: '/fake/steering' }] },
    ],
    credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
    sshKeys: [{ id: '456', identifier: 'deploy', username: 'deploy', hostname: 'web.example.com' }],
  }),
  authorizations: [
    {
      name: 'tests',
      mayRegister: true,
      secrets: ['database', 'another', 'nasty', 'steering'],
      auth: { method: 'oauth2', clientId: 'tests', clientSecret: CLIENT_SECRET },
    },
  ],
};
const SECRETS = [PASSWORD, ROOT, 'fake-later-by-name', 'fake-earlier-by-name'];
const TWO = ['--secret', 'dsm:database', '--secret', 'dsm:another'];

/** The environment of a command after a shell has sourced the file. */
function sourced(shell: string, { cwd }: CliPlace, file = '.runb.vars'): Map<string, string> {
  const script = `. ./${file} && exec env -0`;
  const { status, stdout } = spawnSync(shell, ['-c', script], {
    cwd,
    env: { PATH: '/usr/bin:/bin' },
    maxBuffer: 2 ** 26,
  });
  expect(status).toBe(0);
  const entries = stdout.toString('utf8').split('\0').slice(0, -1);
  return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]));
}

const left = ({ cwd, temp }: CliPlace) => [...readdirSync(cwd), ...readdirSync(temp)];

describe.each(nodeRuntimes())('runb on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newPlace = usePlaces(path, emulator);
  const custodies = async () => (await emulator().state()).custodies as unknown[];

  each([
    { shell: 'bash', needs: ['bash', 'coreutils'] },
    { shell: 'dash', needs: ['dash', 'coreutils'] },
  ]).test('$shell reads each nasty value as the vault has it', async ({ shell }) => {
    const place = newPlace();
    const result = await place.run(['runb', '--tool-name', 'linux', '--secret', 'dsm:nasty']);
    expect(result).toMatchObject({ code: 0, stdout: '' });
    const file = join(place.cwd, '.runb.vars');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const environment = sourced(shell, place);
    expect(Object.keys(nasty).filter((name) => environment.get(name) !== nasty[name])).toEqual([]);
    expect(left(place)).toEqual(['.runb.vars']);
  });

  dash.test("takes the vendor's flags and configuration file; what it does not know is wrong", async () => {
    const place = newPlace();
    mkdirSync(join(place.home, '.senhasegura'));
    const config = 'SENHASEGURA_SECRETS_FILE: from-config.vars\nSENHASEGURA_SECRETS: dsm:database#DB_PASSWORD\n';
    writeFileSync(join(place.home, '.senhasegura/config.yaml'), config);
    expect(await place.run(['runb', '-t=bitbucket', '-v'])).toMatchObject({ code: 0, stdout: '' });
    expect(sourced('dash', place, 'from-config.vars').get('DB_PASSWORD')).toBe(PASSWORD);
    const result = await place.run(['runb', '--tool-nam', 'linux', '--clear', '-x']);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain('did you mean --tool-name?');
    expect(result.stderr).toContain('-x is no option');
    expect((await place.run(['runb', '--tool', 'gitbub'])).stderr).toContain('did you mean "github"?');
  });

  test('an application is registered, and what it may read is brought', async () => {
    const place = newPlace();
    const flags = ['-t', 'json', '--app-name', 'shop', '-s=back', '-eshop-test', '--debug'];
    const only = ['--secrets-file', 'x.json', '--secret', 'dsm:database#DB_PASSWORD'];
    const result = await place.run(['runb', ...flags, ...only]);
    expect(result).toMatchObject({ code: 0, stdout: '' });
    expect(await calls(emulator())).toEqual(expect.arrayContaining([TOKEN, 'POST /iso/dapp/application']));
    expect(JSON.parse(readFileSync(join(place.cwd, 'x.json'), 'utf8'))).toEqual({ DB_PASSWORD: PASSWORD });
  });

  bash.test('of two values for one name the later secret wins, by identity, and both are named', async () => {
    const place = newPlace();
    const all = ['runb', '--allow-names', 'PATH', '--on-conflict', 'last'];
    const result = await place.run(all);
    expect(result).toMatchObject({ code: 0, stdout: '' });
    expect(result.stderr).toContain('"dsm:another#SAME" and "dsm:database#SAME"');
    expect(readFileSync(join(place.cwd, '.runb.vars'), 'utf8')).toContain("export SAME='fake-later-by-name'");
    const byLine = await place.run(['runb', ...TWO]);
    expect(byLine.stderr).toContain('"dsm:database#SAME" and "dsm:another#SAME"');
    expect(sourced('bash', place).get('SAME')).toBe('fake-earlier-by-name');
    expectNotShown(result.stderr + byLine.stderr, SECRETS);
    const strict = await place.run(['runb', ...TWO, '--on-conflict', 'error']);
    expect(strict.code).toBe(2);
    expect(existsSync(join(place.cwd, '.runb.vars'))).toBe(false);
  });

  test('a name that steers programs is refused, and nothing is written', async () => {
    const place = newPlace();
    const result = await place.run(['runb']);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain('PATH');
    expect(left(place)).toEqual([]);
  });

  test('SENHASEGURA_DISABLE_RUNB=1 does nothing, without any other setting; other words are wrong', async () => {
    const place = newPlace();
    const env = { SENHASEGURA_DISABLE_RUNB: '1', SENHASEGURA_URL: '', SENHASEGURA_CLIENT_SECRET: '' };
    expect(await place.run(['runb'], { env })).toMatchObject({ code: 0, stdout: '' });
    expect(left(place)).toEqual([]);
    expect(await calls(emulator())).toEqual([]);
    expect((await place.run(['runb', '--secrets-file', 'absent/x'], { env })).code).toBe(0);
    expect((await place.run(['runb', '--secrets-file', 'absent/x'])).code).toBe(2);
    expect((await place.run(['runb'], { env: { SENHASEGURA_DISABLE_RUNB: 'yes' } })).code).toBe(2);
  });

  agent.test('--clean removes the file, other files and the agent, releases custody, and can be repeated', async () => {
    const place = newPlace();
    const sinks = [
      '--secret',
      'pam:123 > ROOT',
      '--secret',
      'dsm:database#DB_PASSWORD > path:FILE',
      '--secret',
      'ssh:deploy > ssh-agent',
    ];
    expect(await place.run(['runb', ...sinks])).toMatchObject({ code: 0, stdout: '' });
    const environment = sourced('bash', place);
    expect(readFileSync(environment.get('FILE') ?? '', 'utf8')).toBe(PASSWORD);
    const keys = () => spawnSync('ssh-add', ['-l'], { env: { SSH_AUTH_SOCK: environment.get('SSH_AUTH_SOCK') ?? '' } });
    expect(keys().status).toBe(0);
    expect(await custodies()).toHaveLength(1);
    for (const { content } of filesBelow(join(place.home, '.local'))) expectNotShown(content.toString('utf8'), SECRETS);
    const clean = await place.run(['runb', '--clean', '--debug']);
    expect(clean).toMatchObject({ code: 0, stdout: '' });
    expect(left(place)).toEqual([]);
    expect(await custodies()).toEqual([]);
    expect(keys().status).toBe(2);
    expect(await place.run(['runb', '--clean'])).toMatchObject({ code: 0 });
    expectNotShown(clean.stderr, SECRETS);
  });

  test('--clean without credentials removes what is here, and says what it could not do', async () => {
    const place = newPlace();
    await place.run(['runb', '--secret', 'pam:123 > ROOT']);
    const clean = await place.run(['runb', '--clean'], { env: { SENHASEGURA_CLIENT_SECRET: '' } });
    expect(clean.code).toBe(1);
    expect(left(place)).toEqual([]);
    expect(await custodies()).toHaveLength(1);
    expect(await place.run(['runb', '--clean'])).toMatchObject({ code: 0 });
    expect(await custodies()).toEqual([]);
  });

  test('--clean releases custody when the folder of the file is gone, and where runb is disabled', async () => {
    const place = newPlace();
    mkdirSync(join(place.cwd, 'build'));
    symlinkSync('build', join(place.cwd, 'link'));
    const file = ['--secrets-file', 'link/x.vars'];
    expect((await place.run(['runb', '--secret', 'pam:123 > ROOT', ...file])).code).toBe(0);
    rmSync(join(place.cwd, 'build'), { recursive: true });
    const clean = await place.run(['runb', '--clean', ...file], { env: { SENHASEGURA_DISABLE_RUNB: '1' } });
    expect(clean).toMatchObject({ code: 0, stdout: '' });
    expect(await custodies()).toEqual([]);
  });

  test('a ledger that others can read or write is not trusted', async () => {
    const place = newPlace();
    await place.run(['runb', '--secret', 'pam:123 > ROOT']);
    const folder = join(place.home, '.local/state/senhasegura');
    const ledger = join(folder, readdirSync(folder)[0] ?? '');
    const precious = join(place.home, 'precious');
    writeFileSync(precious, 'stays');
    const forged = readFileSync(ledger, 'utf8').replace('"files":[', `"files":[${JSON.stringify(precious)},`);
    writeFileSync(ledger, forged);
    chmodSync(ledger, 0o644);
    const clean = await place.run(['runb', '--clean']);
    expect(clean.code).toBe(1);
    expect(clean.stderr).toContain('not trusted');
    expect(readFileSync(precious, 'utf8')).toBe('stays');
    expect(left(place)).toEqual([]);
    await place.run(['release', 'pam:123']);
  });

  dash.test('a symbolic link at the place of the file is replaced, and its target stays', async () => {
    const place = newPlace();
    const target = join(place.home, 'target');
    writeFileSync(target, 'untouched', { mode: 0o644 });
    symlinkSync(target, join(place.cwd, '.runb.vars'));
    const result = await place.run(['runb', '--secret', 'dsm:database#DB_PASSWORD']);
    expect(result).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(target, 'utf8')).toBe('untouched');
    expect(sourced('dash', place).get('DB_PASSWORD')).toBe(PASSWORD);
    mkdirSync(join(place.cwd, 'folder'));
    expect((await place.run(['runb', '--secrets-file', 'folder'])).code).toBe(2);
  });

  test('a run that fails after custody leaves neither custody nor file', async () => {
    const place = newPlace();
    writeFileSync(join(place.cwd, '.runb.vars'), 'old');
    const result = await place.run(['runb', '--secret', 'pam:123 > ROOT', '--secret', 'dsm:nowhere']);
    expect(result.code).toBe(4);
    expect(await custodies()).toEqual([]);
  });

  bash.test('registers only the mapped variables, from the file with the default name', async () => {
    const place = newPlace();
    const mapping = { key_value: [{ name: 'MAPPED', fields: ['MAPPED_KEY'] }] };
    writeFileSync(join(place.cwd, 'senhasegura-mapping.json'), JSON.stringify(mapping));
    const env = { MAPPED_KEY: 'fake-mapped-value', OTHER: 'fake-other-value' };
    const result = await place.run(['runb', '--secret', 'dsm:MAPPED'], { env });
    expect(result).toMatchObject({ code: 0, stdout: '' });
    expect(result.stderr).toContain('Registered in the vault: "MAPPED_KEY"');
    const { registrations } = (await emulator().state()) as { registrations: { variables: unknown }[] };
    expect(registrations.at(-1)?.variables).toEqual({ MAPPED_KEY: 'fake-mapped-value' });
    expect(sourced('bash', place).get('MAPPED_KEY')).toBe('fake-mapped-value');
    expectNotShown(result.stderr, ['fake-mapped-value', 'fake-other-value']);
  });

  test("says that a folder for secrets is not runb's, and takes no notice of it", async () => {
    const place = newPlace();
    const folder = join(place.home, 'folder');
    const result = await place.run(['runb', ...TWO], { env: { SENHASEGURA_SECRETS_FOLDER: folder } });
    expect(result.code).toBe(0);
    expect(result.stderr).toContain('SENHASEGURA_SECRETS_FOLDER is not for runb');
    expect(existsSync(join(place.cwd, '.runb.vars'))).toBe(true);
    expect(existsSync(folder)).toBe(false);
    writeFileSync(join(place.home, '.config.yaml'), `senhasegura_secrets_folder: ${folder}\n`, { mode: 0o600 });
    expect((await place.run(['runb', ...TWO])).stderr).toContain('SENHASEGURA_SECRETS_FOLDER is not for runb');
  });

  test('an id in quotes, or with white space around it, is a warning', async () => {
    const place = newPlace();
    const env = { SENHASEGURA_CLIENT_SECRET: `${CLIENT_SECRET}\n` };
    const trimmed = await place.run(['runb', ...TWO], { env });
    expect(trimmed.code).toBe(0);
    expect(trimmed.stderr).toContain('warning: SENHASEGURA_CLIENT_SECRET: has white space around it');
    const quoted = await place.run(['runb', ...TWO], { env: { SENHASEGURA_CLIENT_SECRET: `"${CLIENT_SECRET}"` } });
    expect(quoted.code).toBe(3);
    expect(quoted.stderr).toContain('warning: SENHASEGURA_CLIENT_SECRET: has quotes around it');
    expectNotShown(trimmed.stderr + quoted.stderr, []);
  });

  test.each([
    ['the environment', false],
    ['the configuration file', true],
  ])("deletes GitLab's variables only when asked, with GitLab's token alone, from %s", async (_, inFile) => {
    const asked: string[] = [];
    const headers: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      headers.push(JSON.stringify(request.headers));
      response.writeHead(request.url?.endsWith('SAME') === true ? 404 : 204).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const three = {
      GITLAB_ACCESS_TOKEN: 'fake-gitlab-token',
      CI_API_V4_URL: `http://127.0.0.1:${port}/api/v4`,
      CI_PROJECT_ID: '42',
    };
    const env = inFile ? {} : three;
    try {
      const place = newPlace();
      const lines = Object.entries(three).map(([key, value]) => `${key.toLowerCase()}: "${value}"\n`);
      if (inFile) writeFileSync(join(place.home, '.config.yaml'), lines.join(''));
      const command = ['runb', '--tool-name', 'gitlab', '--secret', 'dsm:database'];
      await place.run(command, { env });
      expect(asked).toEqual([]);
      const result = await place.run([...command, '--delete-gitlab-variables', '-v'], { env });
      expect(result.code).toBe(0);
      expect(asked.sort()).toEqual(['DB_PASSWORD', 'SAME'].map((key) => `DELETE /api/v4/projects/42/variables/${key}`));
      expect(headers.join('')).toContain('fake-gitlab-token');
      expectNotShown(headers.join('') + result.stderr, SECRETS);
      expectNotShown(result.stderr, ['fake-gitlab-token']);
      expect(headers.join('')).not.toContain('authorization');
    } finally {
      server.close();
    }
  });
});
