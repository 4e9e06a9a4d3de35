import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { accountsOf, END, LOST, loseAnswer, MAKE, VAULT_OF_ACCOUNTS } from './support/accounts.js';
import { expectNotShown, usePlaces } from './support/cli.js';
import { calls, useEmulator } from './support/scenario.js';

const GITHUB = {
  ...{ GITHUB_ACTIONS: 'true', GITHUB_RUN_ID: '17', GITHUB_RUN_ATTEMPT: '3', GITHUB_JOB: 'migrate' },
  ...{ GITHUB_WORKFLOW: 'Deploy', GITHUB_REPOSITORY: 'acme/shop' },
};
const SECRET = ['--secret', 'jit:database#* > DB_*'];

describe.each(nodeRuntimes())('accounts of commands on $name', ({ path }) => {
  const emulator = useEmulator(VAULT_OF_ACCOUNTS);
  const newPlace = usePlaces(path, emulator);
  const asked = async () => (await calls(emulator())).filter((call) => call.includes('provision'));

  test('run has them as long as its command runs, and what that prints is redacted', async () => {
    const place = newPlace();
    const script = 'printf %s "$DB_username:$DB_password" >seen; echo "$DB_password"; exit 3';
    const result = await place.run(['run', ...SECRET, '--', 'sh', '-c', script], { env: GITHUB });
    expect(result.code).toBe(3);
    const [username = '', password = ''] = readFileSync(join(place.cwd, 'seen'), 'utf8').split(':');
    expect(username).toMatch(/^ephemeral-/);
    expect(await emulator().acceptsLogin(username, password)).toBe(false);
    const [made] = (await emulator().requests()).filter(({ path: to }) => to === MAKE);
    expect(made?.body).toMatchObject({
      pod_name: expect.stringMatching(/^17-3-migrate-[0-9a-f]{10}$/) as string,
      ...{ deploy: 'Deploy', namespace: 'acme/shop' },
    });
    expect(await asked()).toEqual([`POST ${MAKE}`, `POST ${END}`, `POST ${END}`]);
    expectNotShown(result.stdout + result.stderr, [password]);
  });

  test('off every CI system the pod is of the user', async () => {
    const { run } = newPlace();
    await run(['run', ...SECRET, '--', 'true'], { env: { USER: 'ada' } });
    const [made] = (await emulator().requests()).filter(({ path: to }) => to === MAKE);
    expect(made?.body.pod_name).toMatch(/^command-line-ada-[0-9a-f]{10}$/);
  });

  test.each<[NodeJS.Signals, number]>([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ])('%s ends the command, and then the accounts', async (signal, code) => {
    const { run } = newPlace();
    const args = ['run', ...SECRET, '--', path, '-e', "console.log('go'); setTimeout(() => undefined, 600_000)"];
    const when = (child: ChildProcess) => once(child.stdout ?? child, 'data');
    expect(await run(args, { interrupt: { when, signal } })).toMatchObject({ code });
    expect(await accountsOf(emulator())).toEqual([]);
  });

  test('the answer lost: says what will end, and when, and starts nothing', async () => {
    await loseAnswer(emulator(), MAKE);
    const place = newPlace();
    const result = await place.run(['run', ...SECRET, '--', 'sh', '-c', 'echo >started'], { env: GITHUB });
    expect(result.code).toBe(5);
    expect(result.stderr).toMatch(LOST('17-3-migrate-[0-9a-f]{10}'));
    expect(existsSync(join(place.cwd, 'started'))).toBe(false);
    await emulator().advanceClock(3601);
  });

  test.each([
    [['get', 'jit:database#password']],
    [['get', 'jit:*', '--output', 'json']],
    [['inject', '{{ jit:database#password }}']],
    [['scan', '--secret', 'jit:*', '.']],
    [['redact', '--secret', 'jit:*']],
  ])('%j has nothing that ends, so it makes none, and says so', async ([command = '', ...rest]) => {
    const { run } = newPlace();
    const [input = '', args] = command === 'inject' ? [rest[0], []] : ['', rest];
    const { code, stdout, stderr } = await run([command, ...args], { input });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/is (?:made )?for what ends/);
    expect(await asked()).toEqual([]);
  });

  test('a dry run and doctor make none, and say why', async () => {
    const { run } = newPlace();
    const dry = await run(['run', '--dry-run', ...SECRET, '--', 'true']);
    expect(dry).toMatchObject({ code: 0 });
    const doctor = await run(['doctor', ...SECRET]);
    for (const { stdout, stderr } of [dry, doctor]) {
      expect(stdout + stderr).toContain('to ask for an account makes it, so none is asked for');
    }
    expect(await asked()).toEqual([]);
  });

  test('inject writes a file for as long as the accounts live, and --clean ends both', async () => {
    const place = newPlace();
    const args = ['inject', '-o', 'app.conf'];
    const input = '{{ jit:database#username }}:{{ jit:database#password }}';
    const written = await place.run(args, { input });
    expect(written).toMatchObject({ code: 0, stdout: '' });
    expect(written.stderr).toContain('and ends the accounts that were made for it');
    const [username = '', password = ''] = readFileSync(join(place.cwd, 'app.conf'), 'utf8').split(':');
    expect(await emulator().acceptsLogin(username, password)).toBe(true);
    expect(await place.run([...args, '--clean'])).toMatchObject({ code: 0 });
    expect(await emulator().acceptsLogin(username, password)).toBe(false);
    expect(readdirSync(place.cwd)).toEqual([]);
    expectNotShown(written.stderr, [password]);
  });

  test('a list whose accounts nobody knows says so once, and is done then', async () => {
    await loseAnswer(emulator(), MAKE);
    const place = newPlace();
    const args = ['inject', '-o', 'app.conf'];
    const failed = await place.run(args, { input: '{{ jit:database#password }}', env: GITHUB });
    expect(failed.code).toBe(5);
    expect(failed.stderr).toMatch(LOST('17-3-migrate-[0-9a-f]{10}'));
    expect(await place.run([...args, '--clean'])).toMatchObject({ code: 0 });
    await emulator().advanceClock(3601);
  });
});
