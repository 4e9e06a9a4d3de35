import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { SETTING_NAMES } from '../../packages/core/src/settings/setting-table.js';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { expectNotShown, usePlaces } from './support/cli.js';
import { CLIENT_SECRET, useEmulator, vaultWith } from './support/scenario.js';
import { each, needs } from '../harness/programs.js';

const PASSWORD = 'fake-password-of-the-database';
const VAULT = {
  ...vaultWith({ secrets: [{ identity: 'database', data: [{ PASSWORD }] }] }),
  authorizations: [
    { name: 'tests', auth: { method: 'oauth2', clientId: 'tests', clientSecret: CLIENT_SECRET } },
    {
      name: 'powerless',
      modules: ['encryption'],
      auth: { method: 'oauth2', clientId: 'powerless', clientSecret: CLIENT_SECRET },
    },
    {
      ...{ name: 'inactive', active: false },
      auth: { method: 'oauth2', clientId: 'inactive', clientSecret: CLIENT_SECRET },
    },
    {
      ...{ name: 'expired', expires: '2020-01-01T00:00:00Z' },
      auth: { method: 'oauth2', clientId: 'expired', clientSecret: CLIENT_SECRET },
    },
    {
      name: 'signing',
      auth: {
        ...{ method: 'oauth1', consumerKey: 'consumer', consumerSecret: 'fake-consumer-secret' },
        ...{ tokenKey: 'token', tokenSecret: 'fake-token-secret' },
      },
    },
  ],
};
const GET = ['get', 'dsm:database#PASSWORD'];
const WRONG = 'fake-wrong-secret-of-this-test';
const CHEAP = ['--retries=0', '--timeout=5'];
const SIGNING = {
  ...{ SENHASEGURA_AUTH_METHOD: 'oauth1', SENHASEGURA_CONSUMER_KEY: 'consumer', SENHASEGURA_TOKEN_KEY: 'token' },
  ...{ SENHASEGURA_CONSUMER_SECRET: 'fake-consumer-secret', SENHASEGURA_TOKEN_SECRET: 'fake-token-secret' },
};

describe.each(nodeRuntimes())('exit codes, doctor and help on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newPlace = usePlaces(path, emulator);

  test.each<[number, string, readonly string[], Readonly<Record<string, string>>]>([
    [2, 'no reference', ['get', 'dsm:database#'], {}],
    [2, 'plain http', GET, { SENHASEGURA_URL: 'http://vault.example.com' }],
    [2, 'no client secret', GET, { SENHASEGURA_CLIENT_SECRET: '' }],
    [3, 'a wrong client secret', GET, { SENHASEGURA_CLIENT_SECRET: WRONG }],
    [4, 'no such secret', ['get', 'dsm:nowhere#A'], {}],
    [4, 'no such field', ['get', 'dsm:database#NOWHERE'], {}],
    [4, 'no such credential', ['get', 'pam:999'], {}],
    [4, 'no rights', GET, { SENHASEGURA_CLIENT_ID: 'powerless' }],
    [5, 'nothing listens', GET, { SENHASEGURA_URL: 'https://127.0.0.1:1' }],
    [5, 'an authority that is not trusted', GET, { SENHASEGURA_CA_CERTIFICATE: '' }],
  ])('ends with %i for %s, and no secret in the message', async (code, _, args, env) => {
    const result = await newPlace().run([...args, ...CHEAP, '--debug'], { env });
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toContain('senhasegura: error: ');
    expectNotShown(result.stderr, [PASSWORD, WRONG]);
  });

  test('ends with 1 when the vault fails', async () => {
    await emulator().addFault({ match: { path: '/iso/sctm/secret' }, fault: { kind: 'status', status: 500 } });
    expect(await newPlace().run([...GET, ...CHEAP])).toMatchObject({ code: 1, stdout: '' });
  });

  test('an unknown command, option, value and number of words are wrong usage, with advice', async () => {
    const { run } = newPlace();
    const stderrOf = async (...args: string[]) => {
      const result = await run(args);
      expect(result).toMatchObject({ code: 2, stdout: '' });
      return result.stderr;
    };
    expect(await stderrOf('gte')).toContain('did you mean "get"?');
    expect(await stderrOf('--url', 'x', 'get')).toContain('The command comes first');
    expect(await stderrOf('get', '--timeot=3', 'dsm:a#b')).toContain('did you mean --timeout?');
    expect(await stderrOf('get', 'dsm:a#b', '--output', 'xml')).toContain('text, json, yaml');
    expect(await stderrOf('get', 'dsm:a#b', '--url', '--insecure')).toContain('--url needs a value');
    expect(await stderrOf('get', 'dsm:a#b', '--insecure=maybe')).toContain('--insecure takes no value but');
    expect(await stderrOf('get')).toContain('Usage: senhasegura get REFERENCE');
    expect(await stderrOf('list', 'psm')).toContain('"psm"');
    const shown = await stderrOf('get', 'dsm:a#b', '--client-secrt=fake-mistyped-secret');
    expectNotShown(shown, ['fake-mistyped-secret']);
  });

  test('an option beats the environment, which beats the file; a secret among the options is warned of', async () => {
    const { run, cwd } = newPlace();
    writeFileSync(join(cwd, 'c.yaml'), `SENHASEGURA_TIMEOUT: wrong\nSENHASEGURA_CLIENT_SECRET: ${CLIENT_SECRET}\n`);
    const env = { SENHASEGURA_CLIENT_SECRET: '' };
    const fromFile = await run([...GET, '-c', 'c.yaml'], { env });
    expect(fromFile.code).toBe(2);
    expect(fromFile.stderr).toContain('SENHASEGURA_TIMEOUT in c.yaml');
    expect((await run([...GET, '--config', 'c.yaml', '--timeout', '9'], { env })).stdout).toBe(PASSWORD);
    const exposed = await run([...GET, '--client-secret', CLIENT_SECRET], { env });
    expect(exposed).toMatchObject({ code: 0, stdout: PASSWORD });
    expect(exposed.stderr).toContain('--client-secret is on the command line');
    expectNotShown(exposed.stderr, []);
  });

  test('doctor finds nothing where nothing is wrong, with signatures too', async () => {
    const { run } = newPlace();
    const result = await run(['doctor', '--output', 'json']);
    const { checks } = JSON.parse(result.stdout) as { checks: { check: string; status: string }[] };
    expect(result.code).toBe(0);
    expect(checks.filter(({ status }) => status === 'ok').map(({ check }) => check)).toEqual(
      expect.arrayContaining(['settings', 'dns', 'tcp', 'tls', 'clock', 'authentication', 'rights dsm', 'rights pam']),
    );
    expect((await run(['doctor'], { env: SIGNING })).stdout).toMatch(/^ok {4}authentication .*oauth1/m);
    expectNotShown(result.stdout + result.stderr, [PASSWORD]);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['2 settings', { SENHASEGURA_URL: 'nonsense' }],
    ['5 dns', { SENHASEGURA_URL: 'https://vault.invalid' }],
    ['5 tcp', { SENHASEGURA_URL: 'https://127.0.0.1:1' }],
    ['5 tls', { SENHASEGURA_CA_CERTIFICATE: '' }],
    ['3 authentication', { SENHASEGURA_CLIENT_SECRET: WRONG }],
    ['3 authentication', { ...SIGNING, SENHASEGURA_TOKEN_SECRET: WRONG }],
    ['3 authentication', { SENHASEGURA_CLIENT_ID: 'inactive' }],
    ['3 authentication', { SENHASEGURA_CLIENT_ID: 'expired' }],
    ['4 rights', { SENHASEGURA_CLIENT_ID: 'powerless' }],
    ['5 tcp', { HTTPS_PROXY: `http://user:${WRONG}@127.0.0.1:1` }],
    ['0 none', { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '127.0.0.1' }],
  ])('doctor ends with %s first', async (expected, env) => {
    const { code, stdout, stderr } = await newPlace().run(['doctor', ...CHEAP], { env });
    expect(`${String(code)} ${/^fail {2}(\S+)/m.exec(stdout)?.[1] ?? 'none'}`).toBe(expected);
    expectNotShown(stdout + stderr, [PASSWORD, WRONG]);
  });

  test('doctor says of an inactive authorization only that, and of MySafe nothing to worry about', async () => {
    const { run } = newPlace();
    const { stdout } = await run(['doctor'], { env: { SENHASEGURA_CLIENT_ID: 'inactive' } });
    expect(stdout).toMatch(/^fail {2}authentication .*\n +.*The authorization is inactive\. Activate it/m);
    expect(stdout).not.toMatch(/^ok +authentication|rights/m);
    const healthy = await run(['doctor']);
    expect(healthy.stdout).toMatch(/^skip {2}rights mysafe/m);
    expect(healthy.code).toBe(0);
  });

  test('--verbose tells each request with its status, time and proxy, and no query', async () => {
    const { run } = newPlace();
    const { stderr } = await run([...GET, '--verbose']);
    expect(stderr).toMatch(/debug: POST \/iso\/oauth2\/token: status 200, \d+ ms\n/);
    expect(stderr).toMatch(/debug: GET \/iso\/sctm\/secret: status 200, \d+ ms\n/);
    expectNotShown(stderr, [PASSWORD]);
    const failed = await run([...GET, ...CHEAP, '-v'], { env: { HTTPS_PROXY: `http://user:${WRONG}@127.0.0.1:1` } });
    expect(failed.stderr).toMatch(/no answer \(ECONNREFUSED\), \d+ ms, through the proxy http:\/\/127\.0\.0\.1:1\n/);
    expectNotShown(failed.stderr, [WRONG]);
    expect((await run(GET)).stderr).toBe('');
  });

  test('a wait of more than two seconds says what it waits for, and until when', async () => {
    const busy = { kind: 'status', status: 429, headers: { 'retry-after': '3' } };
    await emulator().addFault({ match: { path: '/iso/sctm/secret' }, fault: busy });
    const { code, stdout, stderr } = await newPlace().run(GET);
    expect({ code, stdout }).toEqual({ code: 0, stdout: PASSWORD });
    expect(stderr).toMatch(
      /^senhasegura: Waiting for the vault, GET \/iso\/sctm\/secret: status 429, until \d\d:\d\d:\d\d UTC at the latest\.\n$/,
    );
  });

  test('help has every command and every setting', async () => {
    const { run } = newPlace();
    expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const { stdout: overview } = await run(['--help']);
    for (const command of ['runb', 'run', 'get', 'list', 'put', 'register', 'rotate', 'release', 'doctor']) {
      expect(overview).toMatch(new RegExp(`^  ${command} +\\S`, 'm'));
    }
    const { stdout: help } = await run(['help', 'settings']);
    expect(SETTING_NAMES.filter((name) => !help.includes(`--${name}`))).toEqual([]);
  });

  each([
    { shell: 'bash', needs: ['bash'] },
    { shell: 'zsh', needs: ['zsh'] },
    { shell: 'fish', needs: ['fish'] },
  ]).test('completion is a script that $shell can read', async ({ shell }) => {
    const { run, cwd } = newPlace();
    const { stdout } = await run(['completion', shell]);
    writeFileSync(join(cwd, shell), stdout);
    expect(spawnSync(shell, ['-n', join(cwd, shell)], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  needs('bash').test('completion completes the choices of an option', async () => {
    const { run } = newPlace();
    const { stdout: script } = await run(['completion', 'bash']);
    const words = 'COMP_WORDS=(senhasegura runb --tool-name git) COMP_CWORD=3; _senhasegura; echo "${COMPREPLY[*]}"';
    expect(spawnSync('bash', ['-c', `${script}\n${words}`], { encoding: 'utf8' }).stdout).toBe('github gitlab\n');
    const setting = 'COMP_WORDS=(senhasegura list --name-case "") COMP_CWORD=3; _senhasegura; echo "${COMPREPLY[*]}"';
    expect(spawnSync('bash', ['-c', `${script}\n${setting}`], { encoding: 'utf8' }).stdout).toBe('keep upper\n');
  });

  test('completion for PowerShell has every command, and the choices of its options', async () => {
    const { run } = newPlace();
    const { stdout } = await run(['completion', 'powershell']);
    expect(stdout).toContain('Register-ArgumentCompleter -Native -CommandName senhasegura');
    expect(stdout).toMatch(
      /'list' = @\{ Words = @\('dsm', 'pam', .*Choices = @\{ '--output' = @\('text', 'json', 'yaml'\)/,
    );
    expect((await run(['completion', 'zhs'])).stderr).toContain('did you mean "zsh"?');
  });
});
