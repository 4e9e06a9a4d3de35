import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { expectNotShown, usePlaces } from './support/cli.js';
import { calls, TOKEN, useEmulator, vaultWith } from './support/scenario.js';

const VALUE = ' fake value with "quotes"\nand lines \n';
const VAULT = vaultWith({
  credentials: [
    { id: '123', identifier: 'root-of-db', username: 'root', hostname: 'db.example.com', password: 'fake-root' },
  ],
  sshKeys: [{ id: '456', identifier: 'deploy', username: 'deploy', hostname: 'web.example.com' }],
});

describe.each(nodeRuntimes())('put, register, rotate and release on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newPlace = usePlaces(path, emulator);

  test('put writes files and standard input byte for byte', async () => {
    const { run, cwd } = newPlace();
    writeFileSync(join(cwd, 'value'), VALUE);
    const put = await run(['put', 'dsm:cart/new secret', 'A=@value', 'B=-', '-v'], { input: 'fake-from-stdin\n' });
    expect(put).toMatchObject({ code: 0, stdout: '' });
    const read = await run(['get', 'dsm:cart/new secret', '--output=json']);
    expect(JSON.parse(read.stdout)).toEqual({ A: VALUE, B: 'fake-from-stdin\n' });
    expectNotShown(put.stderr, [VALUE, 'fake-from-stdin']);
  });

  test('put reads lines of KEY=VALUE from standard input, and writes the secret anew', async () => {
    const { run } = newPlace();
    await run(['put', 'dsm:lines'], { input: 'OLD=fake-old-value\n' });
    const put = await run(['put', 'dsm:lines', '--engine', 'Generic'], {
      input: 'A="fake two words"\n# comment\nB=fake-b-value',
    });
    expect(put).toMatchObject({ code: 0, stdout: '' });
    const read = await run(['get', 'dsm:lines', '-o', 'json']);
    expect(JSON.parse(read.stdout)).toEqual({ A: 'fake two words', B: 'fake-b-value' });
    expectNotShown(put.stderr, ['fake two words', 'fake-b-value']);
  });

  test('a value on the command line is refused and not repeated', async () => {
    const { run, cwd } = newPlace();
    writeFileSync(join(cwd, 'binary'), Buffer.from([0xff, 0xfe]));
    const wrong = [
      ['A=fake-typed-value'],
      ['fake-typed-value'],
      ['A=-', 'B=-'],
      ['A=@absent'],
      ['A=@binary'],
      ['A=-', 'A=-'],
    ];
    for (const words of wrong) {
      const result = await run(['put', 'dsm:x', ...words], { input: 'x' });
      expect(result).toMatchObject({ code: 2, stdout: '' });
      expectNotShown(result.stderr, ['fake-typed-value']);
    }
    expect((await run(['put', 'dsm:x#field', 'A=-'], { input: 'x' })).code).toBe(2);
    expect((await run(['put', 'dsm:x'])).code).toBe(2);
    const cut = await run(['put', 'dsm:x'], { input: 'A=1\nfake-garbage\nB=fake#b\n' });
    expect(cut.code).toBe(2);
    expect(cut.stderr).toMatch(/Line 2 of standard input.*\n.*Line 3 of standard input/);
    expectNotShown(cut.stderr, ['fake-garbage', 'fake#b']);
    expect(await calls(emulator())).toEqual([]);
  });

  test('register stores the mapped variables alone', async () => {
    const { run, cwd } = newPlace();
    writeFileSync(join(cwd, 'map.json'), '{"key_value":[{"name":"REGISTERED","fields":["FIRST_KEY"]}]}');
    const env = { FIRST_KEY: 'fake-first-value', SECOND_KEY: 'fake-second-value' };
    const result = await run(['register', 'map.json', '-v'], { env });
    expect(result).toMatchObject({ code: 0, stdout: '' });
    const { registrations } = (await emulator().state()) as { registrations: { variables: unknown }[] };
    expect(registrations.at(-1)?.variables).toEqual({ FIRST_KEY: env.FIRST_KEY });
    expect((await run(['get', 'dsm:REGISTERED#FIRST_KEY'])).stdout).toBe(env.FIRST_KEY);
    expectNotShown(result.stderr, Object.values(env));
    expect((await run(['register'], { env })).code).toBe(2);
    expect((await run(['register', 'map.json'])).code).toBe(2);
    for (const [words, path] of [
      [['register', 'absent.json'], 'absent.json'],
      [['register'], 'from-variable.json'],
    ] as const) {
      const { code, stderr } = await run(words, { env: { ...env, SENHASEGURA_MAPPING_FILE: 'from-variable.json' } });
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: `senhasegura: error: The mapping file "${path}" can't be read. Check its path, which counts from the folder that the command is run in, and its rights.\n`,
      });
    }
  });

  test('register with nothing to register is a wrong usage, where a belt goes on', async () => {
    const { run, cwd } = newPlace();
    const mapping = { key_value: [{ name: 'REGISTERED', fields: ['FIRST_KEY', 'SECOND_KEY'] }] };
    writeFileSync(join(cwd, 'senhasegura-mapping.json'), JSON.stringify(mapping));
    for (const env of [{}, { FIRST_KEY: '', SECOND_KEY: '' }]) {
      const result = await run(['register'], { env });
      expect(result).toMatchObject({ code: 2, stdout: '' });
      expect(result.stderr).toContain('There is nothing to register');
      expect(result.stderr).toContain('FIRST_KEY');
    }
    expect(await calls(emulator())).toEqual([]);
    const belt = await run(['runb']);
    expect(belt.code).toBe(0);
    expect(belt.stderr).toContain('FIRST_KEY');
  });

  test('rotate and release take ids and identifiers', async () => {
    const { run } = newPlace();
    expect(await run(['rotate', 'ssh:456'])).toMatchObject({ code: 0, stdout: '' });
    expect((await run(['rotate', 'ssh:deploy'])).code).toBe(0);
    expect(await emulator().state()).toMatchObject({ sshKeys: [{ id: '456', rotations: 2 }] });
    await run(['get', 'pam:123', '--release-custody=false']);
    expect((await emulator().state()).custodies).toHaveLength(1);
    expect((await run(['release', 'pam:root@db.example.com'])).code).toBe(0);
    expect((await emulator().state()).custodies).toEqual([]);
    expect((await run(['release', 'pam:123'])).code).toBe(0);
    expect((await run(['rotate', 'ssh:nowhere'])).code).toBe(4);
    expect((await run(['rotate', 'ssh:999'])).code).toBe(4);
    for (const word of ['pam:123', 'ssh:456#private_key', '456', 'ssh:']) {
      expect((await run(['rotate', word])).code).toBe(2);
    }
    expect((await run(['rotate', '456'])).stderr).toBe(
      'senhasegura: error: "456" names no source: write ssh:456 or pam:456.\n',
    );
  });

  test.each([
    ['rotate', ['rotate', 'ssh:deploy'], 'rotate the SSH key 456'],
    ['release', ['release', 'pam:root@db.example.com'], 'release the custody of credential 123'],
    ['put', ['put', 'dsm:dry', 'A=@value', 'B=-'], 'create dsm:dry, or replace all its fields, with "A", "B"'],
    ['register', ['register', 'map.json'], 'register "FIRST_KEY"'],
  ])('a dry run of %s checks its input, says what a run would do, and does nothing', async (_, words, would) => {
    const { run, cwd } = newPlace();
    writeFileSync(join(cwd, 'value'), VALUE);
    writeFileSync(join(cwd, 'map.json'), '{"key_value":[{"name":"DRY","fields":["FIRST_KEY"]}]}');
    await run(['get', 'pam:123', '--release-custody=false']);
    const contents = async () => ({ ...(await emulator().state()), tokensIssued: undefined });
    const before = await contents();
    await emulator().clearRequests();
    const env = { FIRST_KEY: 'fake-first-value' };
    const input = 'fake-from-stdin';
    const byOption = await run([...words, '--dry-run'], { env, input });
    const byVariable = await run(words, { env: { ...env, SENHASEGURA_DRY_RUN: 'true' }, input });
    const said = `senhasegura: Dry run: nothing was changed. A run would ${would}.\n`;
    for (const result of [byOption, byVariable]) expect(result).toMatchObject({ code: 0, stdout: '', stderr: said });
    expectNotShown(byOption.stderr, [VALUE, input, env.FIRST_KEY]);
    const allowed = [TOKEN, 'GET /iso/pam/credential'];
    const sent = await calls(emulator());
    expect(sent.filter((call) => !allowed.includes(call))).toEqual([]);
    expect(sent.filter((call) => call === TOKEN)).toHaveLength(2);
    expect(await contents()).toEqual(before);
    const denied = await run([...words, '--dry-run'], {
      env: { ...env, SENHASEGURA_CLIENT_SECRET: 'fake-wrong' },
      input,
    });
    expect(denied).toMatchObject({ code: 3, stdout: '' });
    await run(['release', 'pam:123']);
  });

  test('a dry run refuses what a run would refuse, and registers no authorization', async () => {
    const { run } = newPlace();
    const dry = async (...words: string[]) => run([...words, '--dry-run'], { input: '=x' });
    expect((await dry('rotate', 'ssh:nowhere')).code).toBe(4);
    expect((await dry('release', 'pam:nowhere')).code).toBe(4);
    expect((await dry('put', 'dsm:dry', 'A=typed')).code).toBe(2);
    expect((await dry('put', 'dsm:dry')).code).toBe(2);
    expect((await dry('put', 'dsm:dry', 'A=-', '--engine= ')).code).toBe(2);
    expect((await dry('register', 'absent.json')).code).toBe(2);
    await emulator().clearRequests();
    const context = ['--application=shop', '--system=back', '--environment=prod'];
    const result = await dry('rotate', 'ssh:deploy', ...context);
    expect(result).toMatchObject({ code: 0, stdout: '' });
    expect(result.stderr).toContain(
      'A run would find or register the authorization of the application, and then rotate',
    );
    expect(await calls(emulator())).toEqual([TOKEN]);
  });
});
