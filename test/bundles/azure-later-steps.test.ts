import { connected, expectNoLeak, handlers, messagesOf, useAgentJobs } from './support/azure-scenario.js';
import { calls, CLIENT_SECRET, useEmulator, vaultWith } from './support/scenario.js';

const ROOT = 'fake-password-in-custody';
const OTHER = 'fake-value-that-must-not-be-published';
const fields = (count: number, nameOf: (index: number) => string, value: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [nameOf(index), value]));
const VAULT = vaultWith({
  secrets: [
    { identity: 'large', data: [fields(24, (index) => `FIELD_${index}`, 'x'.repeat(100 * 1024))] },
    { identity: 'many', data: [fields(8_000, (index) => `N${index}_`.padEnd(19, 'X'), OTHER)] },
    { identity: 'client', data: [{ client_id: OTHER, client_secret: OTHER }] },
    { identity: 'switches', data: [{ VSTSAGENT_TRACE: '1', USE_GIT_LONG_PATHS: 'true', CC: '/fake/cc' }] },
    { identity: 'same', data: [{ client_id: 'tests' }] },
  ],
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
});

describe.each(handlers())('what later tasks and the post-job part need, on $title', ({ handler }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useAgentJobs(handler, emulator);
  type Job = ReturnType<typeof newJob>;
  type Step = Awaited<ReturnType<Job['runTask']>>;
  const bring = (job: Job, secrets: string, inputs: Readonly<Record<string, string>> = connected(emulator())) =>
    job.runTask({ inputs: { ...inputs, secrets: `${secrets}\npam:123 > ROOT` } });
  const state = () => emulator().state();

  /** Nothing was published, the custody was taken and released, and the post-job part started. */
  const expectRefused = async (job: Job, step: Step, before: number) => {
    expect(step).toMatchObject({ exitCode: 0, result: 'Failed' });
    expect(job.variables.all()).toHaveLength(before);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ exitCode: 0, result: 'Succeeded', issues: [] });
    expect(await state()).toMatchObject({ custodies: [] });
    expectNoLeak(job, { ROOT, OTHER });
  };

  test('values that no task could be started with together are refused', async () => {
    const job = newJob();
    const before = job.variables.all().length;
    const step = await bring(job, 'dsm:large');
    expect(messagesOf(step, 'error')).toEqual([
      expect.stringMatching(/^The 25 variables of this run .* no later step could start.*> path:NAME.*> file:PATH/u),
    ]);
    await expectRefused(job, step, before);
  });

  test('so are outputs, which every later task gets as well', async () => {
    const job = newJob();
    const before = job.variables.all().length;
    const step = await bring(job, 'dsm:large#* > output:*');
    expect(messagesOf(step, 'error')).toEqual([expect.stringContaining('The 25 variables of this run') as string]);
    await expectRefused(job, step, before);
  });

  test('names that are too many for the lists of names are refused', async () => {
    const job = newJob();
    const before = job.variables.all().length;
    const step = await bring(job, 'dsm:many');
    expect(messagesOf(step, 'error')).toEqual([
      expect.stringMatching(/^With the 8001 variables and outputs of this run, .* no later task could start/u),
    ]);
    await expectRefused(job, step, before);
  });

  test("fields that are the agent's switches, or that the next make would run, are refused", async () => {
    const job = newJob();
    const before = job.variables.all().length;
    const step = await bring(job, 'dsm:switches');
    const [message = ''] = messagesOf(step, 'error');
    for (const name of ['VSTSAGENT_TRACE', 'USE_GIT_LONG_PATHS', 'CC']) {
      expect(message).toContain(
        `"dsm:switches#${name}" can't become the variable ${name}: the name is on the deny-list`,
      );
    }
    await expectRefused(job, step, before);
  });

  test('names in lines are refused with the wrong lines, before any request', async () => {
    const job = newJob();
    const step = await bring(job, 'nonsense\ndsm:same#client_id > AZP_IGNORE_SECRETS_SHORTER_THAN');
    expect(messagesOf(step, 'error')).toEqual([expect.stringMatching(/Line 1 [^]*Line 2 [^]*AZP_\*/u)]);
    expect(await calls(emulator())).toEqual([]);
  });

  test('variables that the inputs are made of are not replaced, however they are spelt', async () => {
    const { url, clientId, caFile } = emulator();
    const job = newJob({
      variables: { CLIENT_ID: { value: clientId }, CLIENT_SECRET: { value: CLIENT_SECRET, secret: true } },
    });
    const before = job.variables.all().length;
    const inputs = { url, caCertificate: caFile, clientId: '$(CLIENT_ID)', clientSecret: '$(CLIENT_SECRET)' };
    const step = await bring(job, 'dsm:client', inputs);
    const [message = ''] = messagesOf(step, 'error');
    for (const name of ['client_id', 'client_secret']) {
      expect(message).toContain(
        `Line 1: "dsm:client#${name}" can't become the variable ${name}: the job's variable of that name holds what this run needs again to take everything back. Give it another name with "> NAME".`,
      );
    }
    await expectRefused(job, step, before);
    const other = await bring(job, 'dsm:client#* > APP_*\ndsm:same', inputs);
    expect(other).toMatchObject({ result: 'Succeeded', issues: [] });
    await job.runPosts();
    expect(await state()).toMatchObject({ custodies: [] });
  });
});
