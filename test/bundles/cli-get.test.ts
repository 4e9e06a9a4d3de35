import { nodeRuntimes } from '../harness/node-runtimes.js';
import { expectNotShown, usePlaces } from './support/cli.js';
import { calls, CLIENT_SECRET, READ_SECRETS, TOKEN, useEmulator, vaultWith } from './support/scenario.js';

const NASTY = ' "quoted"\\ \'and\'\n$(id)\r\n\tñ 🔑 \u0001end\n';
const PASSWORD = 'fake-password-of-the-database';
const ROOT = 'fake-password-in-custody';
const BINARY = Buffer.from([0, 255, 1, 254, 128, 10]);
const BARE = {
  ...{ name: 'bare', application: 'bare', secrets: [], credentials: [] },
  auth: { method: 'oauth2', clientId: 'bare', clientSecret: CLIENT_SECRET },
};
const VAULT = vaultWith({
  authorizations: [...vaultWith({}).authorizations, BARE],
  secrets: [
    { identity: 'cart/americanas/npf', data: [{ PASSWORD, NASTY, EMPTY: '', NUMBER: 12, NULL: null }] },
    { identity: 'dated', version: '7', expirationDate: '2030-08-18 11:10:00', data: [{ KEY: 'fake-dated' }] },
    { identity: 'twice', data: [{ KEY: 'fake-first' }, { KEY: 'fake-second' }] },
    {
      identity: 'binary',
      data: [{ KEY: BINARY.toString('base64'), JSON: '{"client":{"secret":"fake-inner-secret"}}' }],
    },
  ],
  credentials: [{ id: '123', identifier: 'root-of-db', username: 'root', hostname: 'db.example.com', password: ROOT }],
  sshKeys: [{ id: '456', identifier: 'deploy-key', username: 'deploy', hostname: 'web.example.com' }],
});

describe.each(nodeRuntimes())('get and list on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newPlace = usePlaces(path, emulator);

  test('get writes the value byte for byte, and nothing else', async () => {
    const { run } = newPlace();
    expect(await run(['get', 'dsm:cart/americanas/npf#NASTY'])).toMatchObject({ code: 0, stdout: NASTY, stderr: '' });
    const { bytes } = await run(['get', 'dsm:binary#KEY | base64']);
    expect(bytes).toEqual(BINARY);
    expect((await run(['get', 'dsm:binary#JSON | json=/client/secret'])).stdout).toBe('fake-inner-secret');
    expect(await run(['get', 'dsm:cart/americanas/npf#EMPTY'])).toMatchObject({ code: 0, stdout: '' });
  });

  test('get as a document has the fields; null has no field', async () => {
    const { run } = newPlace();
    const json = await run(['get', 'dsm:cart/americanas/npf', '--output', 'json']);
    expect(JSON.parse(json.stdout)).toEqual({ PASSWORD, NASTY, EMPTY: '', NUMBER: '12' });
    const yaml = await run(['get', '-o=yaml', 'dsm:cart/americanas/npf#NUMBER']);
    expect(yaml).toMatchObject({ code: 0, stdout: 'NUMBER: "12"\n' });
  });

  test('several fields and two values for one are refused, and named without a value', async () => {
    const { run } = newPlace();
    const several = await run(['get', 'dsm:cart/americanas/npf']);
    expect(several).toMatchObject({ code: 2, stdout: '' });
    expect(several.stderr).toContain('"dsm:cart/americanas/npf#PASSWORD"');
    const twice = await run(['get', 'dsm:twice#KEY']);
    expect(twice).toMatchObject({ code: 2, stdout: '' });
    expectNotShown(several.stderr + twice.stderr, [PASSWORD, 'fake-first', 'fake-second']);
    expect((await run(['get', 'dsm:twice#KEY', '--on-conflict=last'])).stdout).toBe('fake-second');
  });

  test('custody is taken and released at once', async () => {
    const { run } = newPlace();
    expect(await run(['get', 'pam:root-of-db'])).toMatchObject({ code: 0, stdout: ROOT });
    const { custodies, releases } = await emulator().state();
    expect(custodies).toEqual([]);
    expect(releases).toEqual([{ credential: '123', holder: 'tests' }]);
  });

  test('a dry run prints no value and takes no custody: lists alone are asked', async () => {
    const { run } = newPlace();
    for (const [reference, args, env] of [
      ['dsm:cart/americanas/npf#PASSWORD', ['--dry-run'], {}],
      ['pam:123', ['--output=json'], { SENHASEGURA_DRY_RUN: 'true' }],
    ] as const) {
      const result = await run(['get', reference, ...args], { env });
      expect(result).toMatchObject({ code: 0, stdout: '' });
      expect(result.stderr).toContain('nothing was taken and nothing is printed');
      expect(result.stderr).toContain(reference);
    }
    expect(await calls(emulator())).toEqual([TOKEN, READ_SECRETS, TOKEN, 'GET /iso/pam/credential']);
    expect((await run(['get', 'pam:124', '--dry-run'])).stderr).toMatch(/has no 124\..*mean "123"\?/);
    expect((await run(['get', 'dsm:cart/americanas/npf#', '--dry-run'])).code).toBe(2);
    const denied = await run(['get', 'dsm:x#Y', '--dry-run'], { env: { SENHASEGURA_CLIENT_SECRET: 'fake-wrong' } });
    expect(denied.code).toBe(3);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('a get that %s ends releases what it may have taken', async (signal) => {
    const { run } = newPlace();
    const credential = '/iso/pam/credential/123';
    await emulator().addFault({ match: { path: credential }, fault: { kind: 'hang', when: 'after' } });
    const when = () => emulator().untilRequest((request) => request.path === credential);
    const result = await run(['get', 'pam:123'], { interrupt: { when, signal } });
    expect(result).toMatchObject({ code: signal === 'SIGINT' ? 130 : 143, stdout: '' });
    expect((await emulator().state()).custodies).toEqual([]);
    expect(await calls(emulator())).toContain('DELETE /iso/pam/credential/custody/123');
  });

  test('list has names and fields, takes no custody and shows no value', async () => {
    const { run } = newPlace();
    const text = await run(['list']);
    expect(text.stdout).toContain('dsm:cart/americanas/npf#PASSWORD\n');
    const json = await run(['list', 'dsm', 'pam', 'ssh', '--output=json', '--debug']);
    const listed = JSON.parse(json.stdout) as { dsm: { identity: string; fields: string[] }[]; pam: { id: string }[] };
    expect(listed.dsm.find(({ identity }) => identity === 'twice')?.fields).toEqual(['KEY']);
    expect(listed).toMatchObject({
      pam: [{ id: '123' }],
      ssh: [{ id: '456', identifier: 'deploy-key' }],
    });
    expect(await calls(emulator())).not.toContain('GET /iso/pam/credential/123');
    expectNotShown(text.stdout + json.stdout + json.stderr, [PASSWORD, ROOT, 'fake-first', 'fake-inner-secret']);
  });

  test('list tells version and end of a secret, and nothing where the vault has none', async () => {
    const { run } = newPlace();
    const listed = JSON.parse((await run(['list', '-o', 'json'])).stdout) as { dsm: { identity: string }[] };
    const entry = (name: string) => listed.dsm.find(({ identity }) => identity === name);
    expect(entry('dated')).toEqual({
      ...{ identity: 'dated', fields: ['KEY'] },
      ...{ version: '7', expiration_date: '2030-08-18 11:10:00' },
    });
    expect(Object.keys(entry('twice') ?? {})).toEqual(['identity', 'fields']);
    expect((await run(['list'])).stdout).toContain('dsm:dated#KEY\tversion 7\texpires 2030-08-18 11:10:00\n');
  });

  test('every line of list is a reference that get takes', async () => {
    const { run } = newPlace();
    const { stdout } = await run(['list', 'pam', 'ssh']);
    expect(stdout).toBe(
      'pam:123\troot@db.example.com\troot-of-db\tLocal User\n' +
        'ssh:456\tdeploy@web.example.com\tdeploy-key\tSSH Key\n',
    );
    for (const reference of ['pam:123', 'ssh:456']) expect((await run(['get', reference])).code).toBe(0);
  });

  test('list writes what it could read, then the error, with its exit code', async () => {
    const { run } = newPlace();
    const some = await run(['list', 'mysafe', 'ssh', 'dsm']);
    expect(some.code).toBe(4);
    expect(some.stdout).toContain('dsm:binary#JSON\nssh:456\t');
    expect(some.stderr.match(/senhasegura: error: GET \/api\/mysafe\/\w+ failed: status 403/g)).toHaveLength(1);
    const json = await run(['list', 'mysafe', 'pam', '-o', 'json']);
    expect({ ...json, stdout: Object.keys(JSON.parse(json.stdout) as object) }).toMatchObject({
      code: 4,
      stdout: ['pam'],
    });
    const wrong = await run(['list', 'dsm', 'pam', '-o', 'json'], { env: { SENHASEGURA_CLIENT_SECRET: 'fake-wrong' } });
    expect(wrong).toMatchObject({ code: 3, stdout: '' });
    expect(wrong.stderr.match(/error:/g)).toHaveLength(1);
  });

  test('list says where the authorization can read nothing', async () => {
    const { run } = newPlace();
    const result = await run(['list', 'dsm', 'pam'], { env: { SENHASEGURA_CLIENT_ID: 'bare' } });
    expect(result).toMatchObject({ code: 0, stdout: '' });
    expect(result.stderr).toContain('The authorization can read nothing of dsm, pam. Give it access');
    expect((await run(['list', 'dsm'])).stderr).toBe('');
  });
});
