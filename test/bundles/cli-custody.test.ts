import { nodeRuntimes } from '../harness/node-runtimes.js';
import { expectNotShown, usePlaces } from './support/cli.js';
import { calls, useEmulator, vaultWith } from './support/scenario.js';

const PASSWORD = 'fake-password-in-custody';
const credential = (id: string, identifier: string, more: Readonly<Record<string, unknown>>) => ({
  ...{ id, identifier, username: identifier, hostname: 'db.example.com', password: PASSWORD },
  ...more,
});
const VAULT = vaultWith({
  credentials: [
    credential('7', 'changing', { changeOnRelease: true }),
    credential('8', 'static', { automaticChange: false }),
    credential('9', 'silent', { automaticChange: null }),
  ],
});
const READ = 'GET /iso/pam/credential/7';
const RELEASE = 'DELETE /iso/pam/credential/custody/7';

describe.each(nodeRuntimes())('custody of get and rotate on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newPlace = usePlaces(path, emulator);
  const held = async (): Promise<readonly string[]> =>
    ((await emulator().state()).custodies as { readonly credential: string }[]).map(({ credential: id }) => id);
  afterEach(async () => {
    await emulator().clearFaults();
    await emulator().changeSettings({ changeDelay: 0 });
    const { run } = newPlace();
    for (const id of await held()) await run(['release', `pam:${id}`]);
    await emulator().clearRequests();
  });

  describe('get', () => {
    test.each(['pam:7', 'pam:changing', 'pam:changing@db.example.com'])(
      '%s keeps what its release would make worthless, and says how it ends',
      async (reference) => {
        const { run } = newPlace();
        const { code, stdout, stderr } = await run(['get', reference]);
        expect(code).toBe(0);
        expect(stderr).toBe(
          'senhasegura: The custody of credential 7 is kept: its release would change the password, and what was printed would be worth nothing. End it with: senhasegura release pam:7\n',
        );
        expect(await emulator().acceptsLogin('changing', stdout)).toBe(true);
        const sent = await calls(emulator());
        expect(sent.indexOf('GET /iso/pam/credential')).toBeGreaterThan(-1);
        expect(sent.indexOf('GET /iso/pam/credential')).toBeLessThan(sent.indexOf(READ));
        expect(await held()).toEqual(['7']);
        const command = /End it with: senhasegura (.*)\n/.exec(stderr)?.[1]?.split(' ') ?? [];
        expect((await run(command)).code).toBe(0);
        expect(await held()).toEqual([]);
        expect(await emulator().acceptsLogin('changing', stdout)).toBe(false);
      },
    );

    test('what the list does not tell is kept; what no release changes is released', async () => {
      const { run } = newPlace();
      const silent = await run(['get', 'pam:9']);
      expect(silent).toMatchObject({ code: 0, stdout: PASSWORD });
      expect(silent.stderr).toContain('the list does not say whether its release would change the password');
      expect(silent.stderr).toContain('senhasegura release pam:9\n');
      expect(await run(['get', 'pam:static'])).toMatchObject({ code: 0, stdout: PASSWORD, stderr: '' });
      expect(await held()).toEqual(['9']);
    });

    test('the command that ends it has the options that say where and whose', async () => {
      const { run, environment } = newPlace();
      const { SENHASEGURA_URL: url = '', SENHASEGURA_CLIENT_ID: id = '' } = environment;
      const env = { SENHASEGURA_URL: '', SENHASEGURA_CLIENT_ID: '' };
      const { stderr } = await run(['get', 'pam:7', `--url=${url}`, '--client-id', id, '--timeout=9'], { env });
      expect(stderr).toContain(`End it with: senhasegura release pam:7 --url=${url} --client-id=${id}\n`);
      const command = /End it with: senhasegura (.*)\n/.exec(stderr)?.[1]?.split(' ') ?? [];
      expect((await run(command, { env })).code).toBe(0);
      expect(await held()).toEqual([]);
    });

    test('a list that is refused can not say', async () => {
      const { run } = newPlace();
      const list = { method: 'GET', path: '/iso/pam/credential' };
      await emulator().addFault({ match: list, times: 'always', fault: { kind: 'status', status: 403 } });
      const result = await run(['get', 'pam:8']);
      expect(result).toMatchObject({ code: 0, stdout: PASSWORD });
      expect(result.stderr).toContain('senhasegura release pam:8\n');
      expect(await held()).toEqual(['8']);
    });

    test('--release releases, and what was printed is dead', async () => {
      const { run } = newPlace();
      const result = await run(['get', 'pam:7', '--release'], { env: { SENHASEGURA_RELEASE_CUSTODY: 'false' } });
      expect(result).toMatchObject({ code: 0, stderr: '' });
      expect(result.stdout).toMatch(/^fake-/);
      expect(await held()).toEqual([]);
      expect(await emulator().acceptsLogin('changing', result.stdout)).toBe(false);
      expect(await calls(emulator())).not.toContain('GET /iso/pam/credential');
    });

    test.each([
      [['--keep'], '--keep is given'],
      [['--keep', '--release-custody=true'], '--keep is given'],
      [['--release-custody=false'], 'release-custody is false'],
    ])('%s keeps, without a look at the list', async (options, why) => {
      const { run } = newPlace();
      const result = await run(['get', 'pam:8', ...options]);
      expect(result).toMatchObject({ code: 0, stdout: PASSWORD });
      expect(result.stderr).toContain(`is kept: ${why}. End it with: senhasegura release pam:8\n`);
      expect(await held()).toEqual(['8']);
      expect(await calls(emulator())).not.toContain('GET /iso/pam/credential');
    });

    test('--keep and --release together, and one-time, are a wrong usage', async () => {
      const { run } = newPlace();
      const both = await run(['get', 'pam:7', '--keep', '--release']);
      expect(both).toMatchObject({ code: 2, stdout: '' });
      expect(both.stderr).toContain('--keep and --release do not go together');
      expect(await run(['get', 'pam:7 | one-time'])).toMatchObject({ code: 2, stdout: '' });
      expect(await calls(emulator())).toEqual([]);
    });

    test.each([
      ['pam:7', 'kept'],
      ['pam:8', 'released'],
      ['pam:7 | as=base64', 'kept'],
    ])('a document of %s says that custody is %s', async (reference, custody) => {
      const { run } = newPlace();
      const json = await run(['get', reference, '--output=json']);
      expect(json.code).toBe(0);
      expect(Object.keys(JSON.parse(json.stdout) as object)).toEqual(['password', 'custody']);
      expect(JSON.parse(json.stdout)).toMatchObject({ custody });
      expect((await run(['get', reference, '-o', 'yaml'])).stdout).toContain(`custody: ${custody}\n`);
    });

    test('a document does not call released what could not be released', async () => {
      const { run } = newPlace();
      await emulator().addFault({
        match: { method: 'DELETE' },
        times: 'always',
        fault: { kind: 'status', status: 500 },
      });
      const json = await run(['get', 'pam:8', '-o=json', '--retries=0']);
      expect(JSON.parse(json.stdout)).toEqual({ password: PASSWORD, custody: 'unknown' });
      expect(json.stderr).toContain('The custody of credential 8 was not released');
    });

    test('what was not printed is given back', async () => {
      const { run } = newPlace();
      for (const reference of ['pam:7#nothing', 'pam:7#*', 'pam:7#nothing | optional']) {
        const { stdout } = await run(['get', reference]);
        expect(stdout).toBe('');
        expect(await held()).toEqual([]);
      }
      expect((await calls(emulator())).filter((call) => call === RELEASE)).toHaveLength(3);
    });
  });

  describe('rotate', () => {
    test.each(['pam:7', 'pam:changing'])('%s waits until the password is another one, and says when', async (word) => {
      await emulator().changeSettings({ changeDelay: 1 });
      const { run } = newPlace();
      const before = (await run(['get', 'pam:7', '--keep'])).stdout;
      expect(await emulator().acceptsLogin('changing', before)).toBe(true);
      await emulator().clearRequests();
      const result = await run(['rotate', word], { env: { SENHASEGURA_RELEASE_CUSTODY: 'false' } });
      expect(result).toMatchObject({ code: 0, stdout: '' });
      expect(result.stderr).toMatch(
        /The password of credential 7 was changed \d\d:\d\d:\d\d UTC, \d+ s after its release\.\n$/,
      );
      expectNotShown(result.stderr, [before]);
      expect(await emulator().acceptsLogin('changing', before)).toBe(false);
      expect(await held()).toEqual([]);
      expect((await calls(emulator())).filter((call) => call === READ || call === RELEASE)).toEqual([READ, RELEASE]);
    });

    test('one that does not come in time ends with 1', async () => {
      await emulator().changeSettings({ changeDelay: 3600 });
      const { run } = newPlace();
      const result = await run(['rotate', 'pam:7', '--change-wait=1']);
      expect(result).toMatchObject({ code: 1, stdout: '' });
      expect(result.stderr).toContain('did not say within 1 s that the password of credential 7 was changed');
      expect(await held()).toEqual([]);
      await emulator().advanceClock(3600);
    });

    test.each([
      ['static', 'does not change it by itself'],
      ['silent', 'does not say whether the vault changes it'],
    ])('%s is refused before anything is taken', async (identifier, why) => {
      const { run } = newPlace();
      for (const more of [[], ['--dry-run']]) {
        const result = await run(['rotate', `pam:${identifier}`, ...more]);
        expect(result).toMatchObject({ code: 2, stdout: '' });
        expect(result.stderr).toContain(why);
      }
      expect((await calls(emulator())).filter((call) => /credential\/|senha/.test(call))).toEqual([]);
    });

    test('a dry run says what a run would do, and takes nothing', async () => {
      const { run } = newPlace();
      const result = await run(['rotate', 'pam:changing', '--dry-run']);
      expect(result).toMatchObject({ code: 0, stdout: '' });
      expect(result.stderr).toContain(
        'A run would read credential 7, release its custody, and wait until the vault has changed the password.',
      );
      expect((await calls(emulator())).filter((call) => /credential\/|senha/.test(call))).toEqual([]);
      expect((await run(['rotate', 'pam:nowhere'])).code).toBe(4);
    });

    test.each([
      ['is under way', '/iso/pam/credential/7'],
      ['has been answered', '/iso/pam/credential/custody/7'],
    ])('a signal while what takes or ends custody %s leaves none', async (_, asked) => {
      const { run } = newPlace();
      await emulator().addFault({ match: { path: asked }, fault: { kind: 'hang', when: 'after' } });
      const when = () => emulator().untilRequest((request) => request.path === asked);
      const result = await run(['rotate', 'pam:7'], { interrupt: { when, signal: 'SIGTERM' } });
      expect(result.code).toBe(143);
      expect(await held()).toEqual([]);
    });

    test('a signal ends the waiting', async () => {
      await emulator().changeSettings({ changeDelay: 3600 });
      const { start } = newPlace();
      const { says, kill, ended } = start(['rotate', 'pam:7', '--change-wait=600']);
      await says('Waiting until the vault has changed the password of 7');
      kill('SIGINT');
      expect((await ended).code).toBe(130);
      expect(await held()).toEqual([]);
      await emulator().advanceClock(3600);
    });
  });

  test('run waits for the change of what is for one job', async () => {
    await emulator().changeSettings({ changeDelay: 1 });
    const { run } = newPlace();
    const job = [path, '-e', ''];
    const result = await run(['run', '-v', '--secret', 'pam:7 | one-time > PGPASSWORD', '--', ...job]);
    expect(result.code).toBe(0);
    expect(result.stderr).toMatch(/The password of credential 7 was changed \d\d:\d\d:\d\d UTC, \d+ s after the job\./);
  });
});
