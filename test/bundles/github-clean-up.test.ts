import { existsSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { access, calls, expectNoLeak, messages, useEmulator, useJobs, vaultWith } from './support/scenario.js';

const PASSWORD = 'fake-password-to-be-taken-back';
const ROOT = 'fake-password-in-custody';
const VAULT = vaultWith({
  secrets: [{ identity: 'database', data: [{ PASSWORD }] }],
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
});
const RELEASE = 'DELETE /iso/pam/credential/custody/123';
const SECRETS = { PASSWORD, ROOT };
const LINES =
  'dsm:database\npam:123 > ROOT\ndsm:database#PASSWORD > path:PASSWORD_FILE\ndsm:database#PASSWORD > file:deep/er/db.txt';

describe.each(nodeRuntimes())('taking back on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);
  const run = async (job: ReturnType<typeof newJob>, inputs: Readonly<Record<string, string>> = {}) =>
    job.runAction({ inputs: { ...access(emulator()), secrets: LINES, ...inputs }, condition: 'always()' });
  const custodies = async () => (await emulator().state()).custodies as unknown[];
  const filesInTemp = (job: ReturnType<typeof newJob>) =>
    readdirSync(job.folders.temp).filter((name) => name !== '_runner_file_commands' && !name.endsWith('.sh'));

  afterEach(async () => {
    expect(await custodies()).toEqual([]);
  });

  test('after a good run, post removes files, blanks variables and releases the custody', async () => {
    const job = newJob();
    const main = await run(job);
    const file = main.exportedEnv.get('PASSWORD_FILE') ?? '';
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await custodies()).toHaveLength(1);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success', exitCode: 0 });
    expect(existsSync(file)).toBe(false);
    expect(filesInTemp(job)).toEqual([]);
    expect([
      job.environment.get('PASSWORD'),
      job.environment.get('ROOT'),
      job.environment.get('PASSWORD_FILE'),
    ]).toEqual(['', '', '']);
    expectNoLeak(job, SECRETS);
  });

  test('a main that fails releases what it took before the job goes on', async () => {
    const job = newJob();
    const main = await run(job, { secrets: 'pam:123 > ROOT\ndsm:nowhere > A' });
    expect(main).toMatchObject({ conclusion: 'failure', exportedEnv: new Map() });
    expect(await custodies()).toEqual([]);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success' });
    expect(messages(post ?? main, 'warning')).toEqual([]);
    expectNoLeak(job, SECRETS);
  });

  test('a main that cannot write its last file takes its other files back', async () => {
    const job = newJob();
    writeFileSync(join(job.folders.temp, 'taken'), 'of somebody else');
    const main = await run(job, { secrets: 'dsm:database#PASSWORD > path:P\ndsm:database#PASSWORD > file:taken' });
    expect(main).toMatchObject({ conclusion: 'failure', exportedEnv: new Map() });
    await job.runPosts();
    expect(filesInTemp(job)).toEqual(['taken']);
    expectNoLeak(job, SECRETS);
  });

  test('no file is written through a symbolic link, and the target stays', async () => {
    const job = newJob();
    const target = join(job.folders.home, 'target');
    writeFileSync(target, 'untouched');
    symlinkSync(target, join(job.folders.temp, 'link'));
    symlinkSync(job.folders.home, join(job.folders.temp, 'folder'));
    const lines = ['file:link', 'file:folder/new'].map((sink) => `dsm:database#PASSWORD > ${sink}`);
    for (const line of lines) {
      const main = await run(job, { secrets: line });
      expect(main.conclusion).toBe('failure');
    }
    expect(readdirSync(job.folders.home)).toEqual(['target']);
    expect(statSync(target).size).toBe('untouched'.length);
  });

  test.each(['cancel', 'SIGKILL'] as const)(
    'a main that is ended by %s in the middle leaves nothing that post cannot take back',
    async (how) => {
      const read = 'GET /iso/pam/credential/123';
      await emulator().addFault({
        match: { path: '/iso/pam/credential/123' },
        times: 'always',
        fault: { kind: 'hang', when: 'after' },
      });
      const job = newJob();
      const when = emulator().untilRequest(({ method, path: asked }) => `${method} ${asked}` === read);
      const main = await job.runAction({ inputs: { ...access(emulator()), secrets: LINES }, end: { when, how } });
      expect(main.conclusion).toBe(how === 'cancel' ? 'cancelled' : 'failure');
      expect(main.exportedEnv.size).toBe(0);
      const [post] = await job.runPosts();
      expect(post?.exitCode).toBe(0);
      expect(await calls(emulator())).toContain(RELEASE);
      expect(filesInTemp(job)).toEqual([]);
      expectNoLeak(job, SECRETS);
    },
  );

  test('a custody that cannot be released is a warning, and the rest is done', async () => {
    const job = newJob();
    await run(job);
    await emulator().addFault({
      match: { path: '/iso/pam/credential/custody/*' },
      times: 'always',
      fault: { kind: 'status', status: 500 },
    });
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success', exitCode: 0 });
    expect(post?.issues.map(({ type }) => type)).toEqual(['warning']);
    expect(filesInTemp(job)).toEqual([]);
    expect(job.environment.get('ROOT')).toBe('');
    expectNoLeak(job, SECRETS);
    await releaseByHand();
  });

  test('with strict-cleanup it fails the job', async () => {
    const job = newJob();
    await run(job, { 'strict-cleanup': 'true', retries: '0' });
    await emulator().addFault({
      match: { path: '/iso/pam/credential/custody/*' },
      times: 'always',
      fault: { kind: 'status', status: 500 },
    });
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    await releaseByHand();
  });

  /** Lets another job of the same authorization take the credential and give it back. */
  const releaseByHand = async () => {
    await emulator().clearFaults();
    const job = newJob();
    await run(job);
    await job.runPosts();
  };

  test('release-custody: false leaves the custody, and says so', async () => {
    const job = newJob();
    await run(job, { 'release-custody': 'false' });
    await job.runPosts();
    expect(await custodies()).toHaveLength(1);
    expect(await calls(emulator())).not.toContain(RELEASE);
    await releaseByHand();
  });

  test('what somebody else released before is a success', async () => {
    const job = newJob();
    await run(job);
    await releaseByHand();
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success', issues: [] });
  });

  test('works when the token has expired and every file is gone', async () => {
    const job = newJob();
    await run(job);
    await emulator().revokeTokens();
    job.emptyTemp();
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success', exitCode: 0 });
    expect(await calls(emulator())).toContain(RELEASE);
  });

  test('the state holds no secret and is small', async () => {
    const job = newJob({ debug: true });
    const main = await run(job);
    expect(main.state.size).toBeGreaterThan(0);
    expect(main.stateFile.length).toBeLessThan(10_000);
    expectNoLeak(job, SECRETS, false);
    await job.runPosts();
  });

  test('two uses of the action in one job are each taken back', async () => {
    const job = newJob();
    await run(job, { secrets: 'dsm:database#PASSWORD > path:FIRST' });
    await run(job, { secrets: 'dsm:database#PASSWORD > path:SECOND\npam:123 > ROOT' });
    const posts = await job.runPosts();
    expect(posts.map(({ conclusion }) => conclusion)).toEqual(['success', 'success']);
    expect(filesInTemp(job)).toEqual([]);
    expect(['FIRST', 'SECOND', 'ROOT'].map((name) => job.environment.get(name))).toEqual(['', '', '']);
  });
});
