import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { accountsOf, DATABASE, END, LOST, loseAnswer, MAKE, VAULT_OF_ACCOUNTS } from './support/accounts.js';
import { access, calls, expectNoLeak, messages, useEmulator, useJobs } from './support/scenario.js';

describe.each(nodeRuntimes())('accounts for one job on $name', ({ path }) => {
  const emulator = useEmulator(VAULT_OF_ACCOUNTS);
  const newJob = useJobs(path);
  type Job = ReturnType<typeof newJob>;
  const bring = (job: Job, secrets = DATABASE, more: Partial<Parameters<Job['runAction']>[0]> = {}) =>
    job.runAction({ inputs: { ...access(emulator()), secrets, retries: '0' }, condition: 'always()', ...more });
  const login = (step: Awaited<ReturnType<typeof bring>>) =>
    emulator().acceptsLogin(step.exportedEnv.get('DB_username') ?? '', step.exportedEnv.get('DB_password') ?? '');
  const pods = async () => new Set((await accountsOf(emulator())).map(({ pod }) => pod.podName));
  /** The ledger says so: nothing else is there that could be asked. */
  const untilWritten = async (job: Job, text: string) => {
    const folder = join(job.folders.temp, '_runner_file_commands');
    const isThere = () =>
      existsSync(folder) && readdirSync(folder).some((name) => readFileSync(join(folder, name), 'utf8').includes(text));
    while (!isThere()) await delay(5);
  };

  test('live as long as the job, for a pod that names its run', async () => {
    const job = newJob();
    const main = await bring(job);
    expect(main.conclusion).toBe('success');
    expect([...main.exportedEnv.keys()].sort()).toEqual(['DB_hostname', 'DB_password', 'DB_username']);
    expect(await login(main)).toBe(true);
    const [account] = await accountsOf(emulator());
    expect(account?.pod).toEqual({
      podName: expect.stringMatching(/^1-1-build-[0-9a-f]{10}$/) as string,
      ...{ deploy: 'build', namespace: 'octocat/repository' },
    });
    const { exportedEnv } = main;
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success', issues: [] });
    expect(post?.log).toContain(`Ended 2 accounts of the pod ${account?.pod.podName ?? ''}: "database", "cache".`);
    expect(await login({ ...main, exportedEnv })).toBe(false);
    expect((await calls(emulator())).filter((call) => call.includes('provision'))).toEqual([
      `POST ${MAKE}`,
      ...Array<string>(2).fill(`POST ${END}`),
    ]);
    expectNoLeak(job, { password: exportedEnv.get('DB_password') ?? '' });
  });

  test('legs of one matrix are different pods', async () => {
    const jobs = [newJob(), newJob()];
    for (const job of jobs) await bring(job);
    expect((await pods()).size).toBe(2);
    for (const job of jobs) await job.runPosts();
    expect(await accountsOf(emulator())).toEqual([]);
  });

  test('a main that fails ends them before the job goes on', async () => {
    const job = newJob();
    const main = await bring(job, `${DATABASE}\njit:nowhere#x > X`);
    expect(messages(main, 'error').join()).toContain('made no account with the identity "nowhere"');
    expect(await accountsOf(emulator())).toEqual([]);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success', issues: [] });
    expect(post?.log).toContain('There is nothing to take back.');
  });

  test('killed after they were made: post ends them', async () => {
    await emulator().addFault({ match: { path: '/iso/sctm/secret' }, fault: { kind: 'hang' } });
    const job = newJob();
    const when = untilWritten(job, '"identity":"database"');
    await bring(job, `${DATABASE}\ndsm:never#x > X`, { end: { when, how: 'SIGKILL' } });
    expect(await accountsOf(emulator())).toHaveLength(2);
    await emulator().clearFaults();
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success', issues: [] });
    expect(await accountsOf(emulator())).toEqual([]);
    expectNoLeak(job, {});
  });

  test('killed while they were made: post says what will end, and when', async () => {
    await emulator().addFault({ match: { path: MAKE }, fault: { kind: 'late', milliseconds: 500 } });
    const job = newJob();
    const when = emulator().untilRequest(({ path: asked }) => asked === MAKE);
    await bring(job, DATABASE, { end: { when, how: 'SIGKILL' } });
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success' });
    expect(messages(post ?? (await bring(job)), 'warning').join()).toMatch(LOST('1-1-build-[0-9a-f]{10}'));
    expect(post?.summary).toMatch(/time to live/);
    while ((await accountsOf(emulator())).length === 0) await delay(20);
    await emulator().advanceClock(3601);
    expect(await accountsOf(emulator())).toEqual([]);
  });

  test.each([
    ['false', 'success'],
    ['true', 'failure'],
  ])('the answer lost: main and post say so, and strict-cleanup: %s ends with %s', async (strict, conclusion) => {
    await loseAnswer(emulator(), MAKE);
    const job = newJob();
    const inputs = { ...access(emulator()), secrets: DATABASE, 'strict-cleanup': strict };
    const main = await job.runAction({ inputs });
    expect(main).toMatchObject({ conclusion: 'failure', exportedEnv: new Map() });
    const [pod] = await pods();
    expect(messages(main, 'warning').join()).toMatch(LOST(pod ?? 'none'));
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion });
    expect(post?.log).toMatch(LOST(pod ?? 'none'));
    expect((await calls(emulator())).filter((call) => call === `POST ${MAKE}`)).toHaveLength(1);
    await emulator().advanceClock(3601);
  });

  test('one that can not be ended is told of with its end', async () => {
    const job = newJob();
    await bring(job);
    const [account] = (await accountsOf(emulator())).filter(({ identity }) => identity === 'cache');
    await emulator().addFault({ match: { path: END }, times: 'always', fault: { kind: 'status', status: 403 } });
    const [post] = await job.runPosts();
    expect(post?.log).toContain(`It ends by itself at "${account?.expires ?? ''}", as the vault says.`);
    expect(post?.summary).toContain('jit:cache');
    await emulator().advanceClock(3601);
  });

  test('a dry run makes none', async () => {
    const job = newJob();
    const main = await job.runAction({ inputs: { ...access(emulator()), secrets: DATABASE, 'dry-run': 'true' } });
    expect(main.log).toContain(
      'jit:database#* > DB_* (not checked: to ask for an account makes it, so none is asked for)',
    );
    expect((await calls(emulator())).filter((call) => call.includes('provision'))).toEqual([]);
  });
});
