import { existsSync, readdirSync } from 'node:fs';
import { needs } from '../harness/programs.js';
import { pathFromWindows, WINDOWS } from '../harness/wine.js';
import type { Host } from '../stand-ins/github-runner/run-process.js';
import { access, calls, expectNoLeak, useEmulator, vaultWith } from '../bundles/support/scenario.js';
import { useWindowsJobs } from './support/windows-jobs.js';

const PASSWORD = 'fake-password-to-be-taken-back';
const ROOT = 'fake-password-in-custody';
const SECRETS = { PASSWORD, ROOT };
const VAULT = vaultWith({
  secrets: [{ identity: 'database', data: [{ PASSWORD }] }],
  credentials: [
    { id: '123', username: 'root', hostname: 'db.example.com', password: ROOT },
    { id: '124', username: 'slow', hostname: 'db.example.com', password: ROOT },
  ],
});
const SLOW = '/iso/pam/credential/124';
const RELEASE = 'DELETE /iso/pam/credential/custody/123';
const LINES =
  'dsm:database\r\npam:123 > ROOT\r\ndsm:database#PASSWORD > path:PASSWORD_FILE\r\ndsm:database#PASSWORD > file:deep/er/db.txt';

/** A runner whose first signal does not arrive: its second comes at once. */
const BREAKING: Host = {
  ...WINDOWS,
  start: (...command) => {
    const child = WINDOWS.start(...command);
    const kill = child.kill.bind(child);
    return Object.assign(child, {
      kill: (signal?: NodeJS.Signals) => kill(signal === 'SIGINT' ? 'SIGTERM' : signal),
    });
  },
};

needs('wine', 'Node for Windows').describe('taking back on Windows', () => {
  const emulator = useEmulator(VAULT);
  const newJob = useWindowsJobs();
  type Job = ReturnType<typeof newJob>;
  const run = (job: Job, inputs: Readonly<Record<string, string>> = {}, end?: Parameters<Job['breakPost']>[0]) =>
    job.runAction({
      inputs: { ...access(emulator()), secrets: LINES, ...inputs },
      condition: 'always()',
      ...(end === undefined ? {} : { end }),
    });
  const filesInTemp = (job: Job) => readdirSync(job.folders.temp).filter((name) => name !== '_runner_file_commands');

  afterEach(async () => {
    expect((await emulator().state()).custodies).toEqual([]);
  });

  test('a main that fails releases what it took before the job goes on', async () => {
    const job = newJob();
    const main = await run(job, { secrets: 'pam:123 > ROOT\ndsm:nowhere > A' });
    expect(main).toMatchObject({ conclusion: 'failure', exportedEnv: new Map() });
    expect((await emulator().state()).custodies).toEqual([]);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success', issues: [] });
    expectNoLeak(job, SECRETS);
  });

  test.each([
    ['a kill', 'SIGKILL', WINDOWS],
    ['CTRL_C', 'cancel', WINDOWS],
    ['CTRL_BREAK', 'cancel', BREAKING],
  ] as const)('%s in the middle of main leaves nothing that post cannot take back', async (_, how, host) => {
    await emulator().addFault({ match: { path: SLOW }, times: 'always', fault: { kind: 'hang', when: 'after' } });
    const job = newJob({ host });
    const when = emulator().untilRequest(({ path }) => path === SLOW);
    const main = await run(job, { secrets: `${LINES}\npam:124 > SLOW` }, { when, how });
    expect(main.ended).toBe(how);
    expect(main.exportedEnv.size).toBe(0);
    expectNoLeak(job, SECRETS);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ exitCode: 0 });
    expect(await calls(emulator())).toContain(RELEASE);
    expect(filesInTemp(job)).toEqual([]);
    expectNoLeak(job, SECRETS);
  });

  test('a post that is killed is done by the next one', async () => {
    const job = newJob();
    const main = await run(job);
    const file = pathFromWindows(main.exportedEnv.get('PASSWORD_FILE') ?? '');
    expect(existsSync(file)).toBe(true);
    const path = '/iso/pam/credential/custody/123';
    await emulator().addFault({ match: { path }, fault: { kind: 'hang', when: 'before' } });
    const when = emulator().untilRequest((request) => request.path === path);
    expect(await job.breakPost({ when, how: 'SIGKILL' })).toMatchObject({ ended: 'SIGKILL' });
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success', exitCode: 0 });
    expect(filesInTemp(job)).toEqual([]);
    expect(existsSync(file)).toBe(false);
    expect(job.environment.get('PASSWORD')).toBe('');
    expectNoLeak(job, SECRETS);
  });
});
