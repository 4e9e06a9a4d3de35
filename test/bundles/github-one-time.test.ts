import { nodeRuntimes } from '../harness/node-runtimes.js';
import { access, expectNoLeak, messages, useEmulator, useJobs, vaultWith } from './support/scenario.js';

const PASSWORD = 'fake-password-of-one-job';
const VAULT = vaultWith({
  credentials: [
    { id: '7', identifier: 'db-admin', username: 'a', hostname: 'db', password: PASSWORD, changeOnRelease: true },
    { id: '8', identifier: 'static', username: 'b', hostname: 'db', password: PASSWORD, automaticChange: false },
    { id: '9', identifier: 'silent', username: 'c', hostname: 'db', password: PASSWORD, automaticChange: null },
  ],
});

interface State {
  readonly custodies: readonly unknown[];
  readonly changes: readonly { readonly credential: string; readonly done: boolean }[];
}

describe.each(nodeRuntimes())('one-time on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);
  afterEach(() => emulator().changeSettings({ changeDelay: 0 }));

  const run = async (secrets: string, inputs: Readonly<Record<string, string>> = {}) => {
    const job = newJob();
    const main = await job.runAction({ inputs: { ...access(emulator()), secrets, ...inputs } });
    const [post] = await job.runPosts();
    expectNoLeak(job, { PASSWORD });
    return { main, post };
  };
  const state = async () => (await emulator().state()) as unknown as State;

  test('the clean-up waits until the password is another one, and says when', async () => {
    await emulator().changeSettings({ changeDelay: 1 });
    const { main, post } = await run('pam:db-admin | one-time > PGPASSWORD');
    expect(main.exportedEnv.get('PGPASSWORD')).toBe(PASSWORD);
    expect(post?.exitCode).toBe(0);
    expect(post?.log).toMatch(/The password of credential 7 was changed \d\d:\d\d:\d\d UTC, \d+ s after the job\./);
    expect(post?.summary).toMatch(/pam:7: changed \d\d:\d\d:\d\d UTC, \d+ s after the job/);
    expect((await state()).custodies).toEqual([]);
    expect((await state()).changes.filter(({ credential }) => credential === '7').every(({ done }) => done)).toBe(true);
  });

  test.each([
    ['false', 0],
    ['true', 1],
  ])(
    'one that does not come in time is a warning, and with strict-cleanup: %s the post step ends with %i',
    async (strict, code) => {
      await emulator().changeSettings({ changeDelay: 3600 });
      const { post } = await run('pam:7 | one-time > PGPASSWORD', { 'change-wait': '1', 'strict-cleanup': strict });
      expect(post?.exitCode).toBe(code);
      expect(post?.log).toContain(
        'The password of credential 7, which was for this job alone (one-time), may still be good',
      );
      expect(post?.summary).toContain('pam:7: not changed in time');
      expect((await state()).custodies).toEqual([]);
    },
  );

  test.each(['static', 'silent'])('%s is refused before anything is taken', async (identifier) => {
    const { main } = await run(`pam:${identifier} | one-time > PGPASSWORD`);
    expect(main.exitCode).toBe(1);
    expect(messages(main, 'error').join('\n')).toContain('can not be for one job');
    expect((await emulator().requests()).filter(({ path: asked }) => /credential\/\d|senha/.test(asked))).toEqual([]);
  });

  test('release-custody: false and one-time do not go together', async () => {
    const { main } = await run('pam:7 | one-time > PGPASSWORD', { 'release-custody': 'false' });
    expect(main.exitCode).toBe(1);
    expect(messages(main, 'error').join('\n')).toContain('one-time');
  });
});
