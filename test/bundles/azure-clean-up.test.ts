import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connected, expectNoLeak, handlers, messagesOf, useAgentJobs } from './support/azure-scenario.js';
import { calls, useEmulator, vaultWith } from './support/scenario.js';
import { needs } from '../harness/programs.js';

const bash = needs('bash');
const agent = needs('bash', 'openssh');

const PASSWORD = 'fake-password-to-be-taken-back';
const ROOT = 'fake-password-in-custody';
const VAULT = vaultWith({
  secrets: [{ identity: 'database', data: [{ PASSWORD }] }],
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
  sshKeys: [{ id: '456', identifier: 'deploy', username: 'deploy', hostname: 'web.example.com' }],
});
const READ = 'GET /iso/pam/credential/123';
const RELEASE = 'DELETE /iso/pam/credential/custody/123';
const SECRETS = { PASSWORD, ROOT };
const LINES =
  'dsm:database\npam:123 > ROOT\ndsm:database#PASSWORD > path:PASSWORD_FILE\ndsm:database#PASSWORD > file:a/b.txt';

const commandLineOf = (pid: string) => (existsSync(`/proc/${pid}`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '');

describe.each(handlers())('taking back in Azure Pipelines on $title', ({ handler }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useAgentJobs(handler, emulator);
  type Job = ReturnType<typeof newJob>;
  const bring = (job: Job, step: Parameters<Job['runTask']>[0] = {}) =>
    job.runTask({ ...step, inputs: { ...connected(emulator()), secrets: LINES, ...step.inputs } });
  const custodies = async () => (await emulator().state()).custodies as unknown[];
  const filesInTemp = (job: Job) => readdirSync(job.folders.temp).filter((name) => !name.endsWith('.sh'));

  afterEach(async () => {
    expect(await custodies()).toEqual([]);
  });

  bash.test('the post-job part removes files, blanks variables and releases the custody', async () => {
    const job = newJob({ debug: true });
    await bring(job);
    const file = job.variables.get('PASSWORD_FILE')?.value ?? '';
    expect(existsSync(file)).toBe(true);
    expect(await custodies()).toHaveLength(1);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ result: 'Succeeded', exitCode: 0, issues: [] });
    expect(filesInTemp(job)).toEqual([]);
    expect(['PASSWORD', 'ROOT', 'PASSWORD_FILE'].map((name) => job.variables.get(name)?.value)).toEqual(['', '', '']);
    const { stdout } = await job.runScript('echo "<$P>"', { P: '$(PASSWORD)' });
    expect(stdout).toBe('<>\n');
    expectNoLeak(job, SECRETS);
  });

  test('after a main part that was skipped it does nothing, and asks nobody', async () => {
    const job = newJob();
    await bring(job, { skipped: true });
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ result: 'Succeeded', exitCode: 0, issues: [] });
    expect(await emulator().requests()).toEqual([]);
  });

  test('each task takes back its own, the last one first', async () => {
    const job = newJob();
    await bring(job, { name: 'one', inputs: { secrets: 'dsm:database#PASSWORD > path:ONE' } });
    await bring(job, { name: 'two', inputs: { secrets: 'dsm:database#PASSWORD > path:TWO' } });
    const posts = await job.runPosts();
    expect(posts.map(({ name, result }) => [name, result])).toEqual([
      ['Post-job: two', 'Succeeded'],
      ['Post-job: one', 'Succeeded'],
    ]);
    expect(posts.map(({ log }) => /Blanked 1 variable: (\w+)/u.exec(log)?.[1])).toEqual(['TWO', 'ONE']);
    expect(filesInTemp(job)).toEqual([]);
  });

  test('a main part that fails releases what it took before the job goes on', async () => {
    const job = newJob();
    const main = await bring(job, { inputs: { secrets: 'pam:123 > ROOT\ndsm:nowhere > A' } });
    expect(main?.result).toBe('Failed');
    expect(await custodies()).toEqual([]);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ result: 'Succeeded', issues: [] });
    expectNoLeak(job, SECRETS);
  });

  test('another attempt first takes back what the one before left', async () => {
    const job = newJob({ variables: { taken: { value: 'kept', readOnly: true } } });
    const inputs = { secrets: 'dsm:database#PASSWORD > file:db.txt\ndsm:database#PASSWORD > TAKEN' };
    const last = await bring(job, { inputs, retries: 1 });
    expect(last?.result).toBe('Failed');
    expect(last?.log).toContain('Removed 1 file.');
    expect(messagesOf(last, 'error').join()).not.toContain('db.txt');
    await job.runPosts();
    expect(filesInTemp(job)).toEqual([]);
    expectNoLeak(job, SECRETS);
  });

  test.each(['cancel', 'SIGKILL'] as const)(
    'a main part that is ended by %s in the middle leaves nothing that the post-job part cannot take back',
    async (how) => {
      const path = '/iso/pam/credential/123';
      await emulator().addFault({ match: { path }, times: 'always', fault: { kind: 'hang', when: 'after' } });
      const job = newJob();
      const when = emulator().untilRequest(({ method, path: asked }) => `${method} ${asked}` === READ);
      const main = await bring(job, { end: { when, how } });
      expect(main?.result).toBe(how === 'cancel' ? 'Canceled' : 'Failed');
      const [post] = await job.runPosts();
      expect(post).toMatchObject({ result: 'Succeeded', exitCode: 0 });
      expect(await calls(emulator())).toContain(RELEASE);
      expect(filesInTemp(job)).toEqual([]);
      expectNoLeak(job, SECRETS);
    },
  );

  test('what could not be taken back is a warning, and with strictCleanup a failure', async () => {
    const match = { path: '/iso/pam/credential/custody/*' };
    for (const [strictCleanup, result] of [
      ['false', 'Succeeded'],
      ['true', 'Failed'],
    ] as const) {
      const job = newJob();
      await bring(job, { inputs: { retries: '0', strictCleanup } });
      await emulator().addFault({ match, times: 'always', fault: { kind: 'status', status: 500 } });
      const [post] = await job.runPosts();
      expect(post).toMatchObject({ result, exitCode: 0 });
      expect(messagesOf(post, 'warning')).toHaveLength(1);
      expect(filesInTemp(job)).toEqual([]);
      await emulator().clearFaults();
      const other = newJob();
      await bring(other, { inputs: { secrets: 'pam:123 > ROOT' } });
      await other.runPosts();
    }
  });

  test('a file that somebody else has put into its folder stays', async () => {
    const job = newJob();
    await bring(job);
    writeFileSync(join(job.folders.temp, 'a', 'of-somebody-else'), '');
    expect((await job.runPosts())[0]).toMatchObject({ result: 'Succeeded' });
    expect(readdirSync(join(job.folders.temp, 'a'))).toEqual(['of-somebody-else']);
  });

  agent.test('scripts find an ssh-agent that was started, without mapping, and it ends with the job', async () => {
    const job = newJob({ variables: { hidden: { value: 'fake-secret-of-another-task', secret: true } } });
    const main = await bring(job, { inputs: { secrets: 'ssh:deploy > ssh-agent' } });
    expect(main).toMatchObject({ result: 'Succeeded', issues: [] });
    const script = await job.runScript('ssh-add -l && echo "$SSH_AGENT_PID"');
    expect(script.exitCode).toBe(0);
    const pid = script.stdout.trim().split('\n').at(-1) ?? '';
    expect(commandLineOf(pid)).toContain('ssh-agent');
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    expect(environment.filter((entry) => /^(?:INPUT|SECRET|ENDPOINT)_/u.test(entry))).toEqual([]);
    expect((await job.runPosts())[0]).toMatchObject({ result: 'Succeeded', issues: [] });
    expect((await job.runScript('ssh-add -l')).exitCode).toBe(2);
    // One that has ended may wait for its parent, with nothing left of it.
    expect(commandLineOf(pid)).toBe('');
  });
});
