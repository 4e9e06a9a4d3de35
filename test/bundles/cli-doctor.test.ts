import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { expectNotShown, usePlaces } from './support/cli.js';
import { calls, CLIENT_SECRET, useEmulator, vaultWith } from './support/scenario.js';

const PASSWORD = 'fake-password-of-the-database';
const VAULT = {
  ...vaultWith({
    secrets: [{ identity: 'database', data: [{ PASSWORD }] }],
    credentials: [
      { id: '123', identifier: 'db-root', username: 'root', hostname: 'db', password: 'fake-root-password' },
    ],
  }),
  authorizations: [
    { name: 'tests', auth: { method: 'oauth2', clientId: 'tests', clientSecret: CLIENT_SECRET } },
    {
      name: 'signing',
      auth: {
        ...{ method: 'oauth1', consumerKey: 'consumer', consumerSecret: 'fake-consumer-secret' },
        ...{ tokenKey: 'token', tokenSecret: 'fake-token-secret' },
      },
    },
  ],
};
const SIGNING = {
  ...{ SENHASEGURA_AUTH_METHOD: 'oauth1', SENHASEGURA_CONSUMER_KEY: 'consumer', SENHASEGURA_TOKEN_KEY: 'token' },
  ...{ SENHASEGURA_CONSUMER_SECRET: 'fake-consumer-secret', SENHASEGURA_TOKEN_SECRET: 'fake-token-secret' },
};
const EVERYTHING = { match: { path: '/*' }, times: 'always' } as const;

describe.each(nodeRuntimes())('doctor on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newPlace = usePlaces(path, emulator);
  const doctor = async (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) => {
    const result = await newPlace().run(['doctor', '--retries=0', '--timeout=5', ...args], { env });
    expectNotShown(result.stdout + result.stderr, [PASSWORD, 'fake-root-password']);
    return result;
  };

  test.each([
    ['an answer without a token', { kind: 'empty-object' }],
    ['a page', { kind: 'html', status: 404 }],
    ['no such route', { kind: 'gateway' }],
    ['another refusal', { kind: 'status', status: 422, body: '{}' }],
  ])('is not content with %s in the place of a token', async (_, fault) => {
    await emulator().addFault({ match: { path: '/*/oauth2/token' }, times: 'always', fault });
    const { code, stdout } = await doctor();
    expect(stdout).toMatch(/^fail {2}authentication /m);
    expect(stdout).not.toMatch(/^ok +authentication/m);
    expect(code).not.toBe(0);
  });

  test('without a token to ask for, the answer of a vault is the proof, also a refusal', async () => {
    expect((await doctor([], SIGNING)).stdout).toMatch(/^ok {4}authentication .*oauth1/m);
    await emulator().addFault({ ...EVERYTHING, fault: { kind: 'status', status: 403 } });
    expect((await doctor([], SIGNING)).stdout).toMatch(/^ok {4}authentication .*oauth1/m);
  });

  test.each([
    ['a page', { kind: 'html', status: 403 }],
    ['a gateway', { kind: 'gateway' }],
  ])('what %s answers proves nothing of a signature', async (_, fault) => {
    await emulator().addFault({ ...EVERYTHING, fault });
    const { stdout } = await doctor([], SIGNING);
    expect(stdout).toMatch(/^skip {2}authentication .*oauth1.*status/m);
    expect(stdout).not.toMatch(/^ok +authentication/m);
  });

  test('a module that can be read proves a signature too', async () => {
    await emulator().addFault({
      match: { path: '/iso/pam/credential' },
      times: 'always',
      fault: { kind: 'html', status: 403 },
    });
    expect((await doctor([], SIGNING)).stdout).toMatch(/^ok {4}authentication .*oauth1/m);
  });

  test('names the file that it read, and its mode', async () => {
    const { run, home, cwd } = newPlace();
    expect((await run(['doctor'])).stdout).toMatch(/^skip {2}config-file /m);
    const file = join(home, '.senhasegura', 'config.yaml');
    mkdirSync(join(home, '.senhasegura'));
    writeFileSync(file, 'SENHASEGURA_TIMEOUT: "9"\n', { mode: 0o600 });
    expect((await run(['doctor'])).stdout).toContain(`${file} is read; its mode is 0600\n`);
    writeFileSync(join(cwd, 'c.yaml'), 'SENHASEGURA_TIMEOUT: "9"\n');
    chmodSync(join(cwd, 'c.yaml'), 0o644);
    const { stdout } = await run(['doctor', '-c', 'c.yaml']);
    expect(stdout).toMatch(
      /^warn {2}config-file .*c\.yaml is read; its mode is 0644: others can read it\n +chmod 600/m,
    );
  });

  test('shows the chain: names, issuer and dates, also of one that is not trusted', async () => {
    const line =
      /^ok {4}chain +1: "[^"]+", for .*"127\.0\.0\.1".*, issued by "[^"]+", valid from \d{4}-\d\d-\d\d to \d{4}/m;
    expect((await doctor()).stdout).toMatch(line);
    const untrusted = await doctor([], { SENHASEGURA_CA_CERTIFICATE: '' });
    expect(untrusted).toMatchObject({ code: 5 });
    expect(untrusted.stdout).toMatch(line);
    expect(untrusted.stdout).toMatch(/^fail {2}tls /m);
  });

  test('says by how much and which way the clocks differ', async () => {
    expect((await doctor()).stdout).toMatch(/^ok {4}clock +this machine and the vault agree/m);
    await emulator().advanceClock(120);
    expect((await doctor()).stdout).toMatch(/^warn {2}clock .* 1(19|20|21) s behind that of the vault/m);
    await emulator().advanceClock(-1000);
    const signed = await doctor([], SIGNING);
    expect(signed.stdout).toMatch(
      /^fail {2}clock .* 8(79|80|81) s ahead of that of the vault\n.*Signatures are refused/m,
    );
    expect(signed.code).toBe(3);
  });

  test('looks references up, takes no custody, and names the nearest', async () => {
    const refs = [
      'dsm:database#PASSWORD',
      'dsm:databse',
      'pam:db-root',
      'pam:db-rot > ROOT',
      'info:3',
      'dsm:x | optional',
    ];
    const { code, stdout } = await doctor(refs.flatMap((reference) => ['--secret', reference]));
    const found = [...stdout.matchAll(/^(\w+) +reference +(.*)$/gm)].map(
      ([, status, what]) => `${status ?? ''} ${what ?? ''}`,
    );
    expect(found).toEqual([
      'ok dsm:database#PASSWORD is there, 1 value',
      expect.stringMatching(/^fail .*"databse"\. Did you mean "database"\?/),
      expect.stringMatching(/^ok pam:db-root#password is on the list/),
      expect.stringMatching(/^fail .*Did you mean "db-root"\?/),
      expect.stringMatching(/^skip info:3#content/),
      expect.stringMatching(/^warn .*"x"/),
    ]);
    expect(code).toBe(4);
    expect((await emulator().state()).custodies).toEqual([]);
    expect((await calls(emulator())).filter((call) => /credential\/|info/.test(call))).toEqual([]);
  });

  test('a list that is refused is a finding as well, and hides nothing of what another list has', async () => {
    await emulator().addFault({
      match: { path: '/iso/pam/credential' },
      times: 'always',
      fault: { kind: 'status', status: 403 },
    });
    const refs = ['pam:db-root', 'dsm:databse', 'dsm:database#PASSWORD'];
    const { code, stdout } = await doctor(refs.flatMap((reference) => ['--secret', reference]));
    expect(stdout).toMatch(/^ok {4}rights dsm /m);
    expect([...stdout.matchAll(/^\w+ +reference .*$/gm)].map(([line]) => line)).toEqual([
      expect.stringMatching(/^fail .*pam:db-root#password could not be looked up$/),
      expect.stringMatching(/^fail .*Did you mean "database"\?/),
      expect.stringMatching(/^ok .*database#PASSWORD is there/),
    ]);
    expect(stdout).toMatch(/GET \/iso\/pam\/credential failed: status 403/);
    expect(code).toBe(4);
  });
});
