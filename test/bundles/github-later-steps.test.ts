import { nodeRuntimes } from '../harness/node-runtimes.js';
import { access, CLIENT_SECRET, expectNoLeak, messages, useEmulator, useJobs, vaultWith } from './support/scenario.js';
import { needs } from '../harness/programs.js';

const unix = needs('bash', 'coreutils');

const ROOT = 'fake-password-in-custody';
const OTHER = 'fake-value-that-must-not-be-published';
const AWS = { AWS_ACCESS_KEY_ID: 'FAKEID', AWS_SECRET_ACCESS_KEY: 'fake-aws-secret' };
const fields = (count: number, value: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`FIELD_${index}`, value]));
const VAULT = vaultWith({
  authorizations: [
    { name: 'tests', auth: { method: 'oauth2', clientId: 'tests', clientSecret: CLIENT_SECRET } },
    {
      ...{ name: 'aws', environment: 'aws' },
      auth: {
        ...{ method: 'aws', uniqueKey: 'fake-unique-key' },
        ...{ accessKeyId: AWS.AWS_ACCESS_KEY_ID, secretAccessKey: AWS.AWS_SECRET_ACCESS_KEY },
      },
    },
  ],
  secrets: [
    { identity: 'large', data: [fields(24, 'x'.repeat(100 * 1024))] },
    { identity: 'cloud', data: [{ AWS_ACCESS_KEY_ID: OTHER, AWS_SECRET_ACCESS_KEY: OTHER, AWS_SESSION_TOKEN: OTHER }] },
    { identity: 'client', data: [{ CLIENT_ID: OTHER, CLIENT_SECRET: OTHER, client_id: OTHER }] },
    { identity: 'tools', data: [{ CC: '/fake/cc' }] },
    { identity: 'same', data: [{ CLIENT_ID: 'tests' }] },
  ],
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
});

describe.each(nodeRuntimes())('what later steps and the clean-up need, on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);
  type Job = ReturnType<typeof newJob>;
  type Step = Awaited<ReturnType<Job['runAction']>>;
  const bring = (job: Job, secrets: string, inputs: Readonly<Record<string, string>> = {}) =>
    job.runAction({ inputs: { ...access(emulator()), secrets: `${secrets}\npam:123 > ROOT`, ...inputs } });
  const state = () => emulator().state();

  /** Nothing was published, the custody was taken and released, and the post step started. */
  const expectRefused = async (job: Job, step: Step) => {
    expect(step).toMatchObject({ conclusion: 'failure', exportedEnv: new Map(), outputs: new Map() });
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success', startError: undefined });
    expect(await state()).toMatchObject({ custodies: [] });
    expectNoLeak(job, { ROOT, OTHER });
  };

  test('values that no process could be started with together are refused', async () => {
    const job = newJob();
    const step = await bring(job, 'dsm:large');
    await expectRefused(job, step);
    expect(messages(step, 'error')).toEqual([
      expect.stringMatching(/^The 25 variables of this run .* no later step could start.*> path:NAME.*> file:PATH/u),
    ]);
  });

  unix.test('what just fits lets every later step start, and the custody is released', async () => {
    const job = newJob();
    const lines = Array.from({ length: 14 }, (_, index) => `dsm:large#FIELD_${index} > FIELD_${index}`);
    const step = await bring(job, [...lines, 'dsm:large#FIELD_20 > path:LARGE_FILE'].join('\n'));
    expect(messages(step, 'error')).toEqual([]);
    expect((await job.runShell('printf %s "$FIELD_13" | wc -c; wc -c < "$LARGE_FILE"'))?.log).toContain(
      '\n102400\n102400\n',
    );
    expect(await job.runPosts()).toMatchObject([{ conclusion: 'success' }]);
    expect(await state()).toMatchObject({ custodies: [] });
  });

  test('what the environment of the job leaves no room for is refused with the other problems', async () => {
    const job = newJob({ env: fields(8, 'y'.repeat(100 * 1024)) });
    const step = await bring(job, `dsm:large#* > NEW_*\ndsm:tools#* > *`);
    const [message = ''] = messages(step, 'error');
    expect(message).toMatch(/Line 2: .*deny-list[^]*The 26 variables of this run/u);
    await expectRefused(job, step);
  });

  test('variables that the inputs may have come from are not replaced', async () => {
    const job = newJob({ env: { CLIENT_ID: 'tests', CLIENT_SECRET, VAULT_URL: emulator().url } });
    const step = await bring(job, 'dsm:client\ndsm:client#CLIENT_ID > path:VAULT_URL');
    const [message = ''] = messages(step, 'error');
    for (const place of [
      'Line 1: "dsm:client#CLIENT_ID" can\'t become the variable CLIENT_ID',
      'Line 1: "dsm:client#CLIENT_SECRET" can\'t become the variable CLIENT_SECRET',
      'Line 2: "dsm:client#CLIENT_ID" can\'t become the file path in variable VAULT_URL',
    ]) {
      expect(message).toContain(
        `${place}: the job's variable of that name holds what this run needs again to take everything back. Give it another name with "> NAME".`,
      );
    }
    expect(message).not.toContain('variable client_id');
    await expectRefused(job, step);
  });

  test('other names, outputs and the same value are no trouble', async () => {
    const job = newJob({ env: { CLIENT_ID: 'tests' } });
    const step = await bring(job, 'dsm:same\ndsm:client#CLIENT_ID > output:CLIENT_ID\ndsm:client#CLIENT_ID > APP_ID');
    expect(messages(step, 'error')).toEqual([]);
    expect(Object.fromEntries(step.exportedEnv)).toEqual({ CLIENT_ID: 'tests', APP_ID: OTHER, ROOT });
    await job.runPosts();
    expect(await state()).toMatchObject({ custodies: [] });
  });

  test('the keys of auth-method aws are not replaced, nor is a session token set beside them', async () => {
    const job = newJob({ env: AWS });
    const { url, caFile } = emulator();
    const inputs = { url, 'ca-certificate': caFile, 'auth-method': 'aws', 'aws-unique-key': 'fake-unique-key' };
    const step = await job.runAction({ inputs: { ...inputs, secrets: 'dsm:cloud\npam:123 > ROOT' } });
    const [message = ''] = messages(step, 'error');
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) {
      expect(message).toContain(`can't become the variable ${name}: the job's variable`);
    }
    await expectRefused(job, step);
  });
});
