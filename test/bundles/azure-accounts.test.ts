import { accountsOf, DATABASE, LOST, loseAnswer, MAKE, VAULT_OF_ACCOUNTS } from './support/accounts.js';
import { connected, expectNoLeak, handlers, messagesOf, useAgentJobs } from './support/azure-scenario.js';
import { useEmulator } from './support/scenario.js';

const VARIABLES = {
  'Build.BuildId': { value: '4711' },
  'Build.DefinitionName': { value: 'shop CI' },
  'Build.Repository.Name': { value: 'acme/shop' },
  'System.JobAttempt': { value: '2' },
  'System.JobName': { value: 'Test_Linux' },
};

describe.each(handlers())('accounts for one job in Azure Pipelines on $title', ({ handler }) => {
  const emulator = useEmulator(VAULT_OF_ACCOUNTS);
  const newJob = useAgentJobs(handler, emulator);
  const bring = (job: ReturnType<typeof newJob>, more: Parameters<typeof job.runTask>[0] = {}) =>
    job.runTask({ inputs: { ...connected(emulator()), secrets: DATABASE, retries: '0' }, ...more });

  test('live as long as the job, for a pod that names its run', async () => {
    const job = newJob({ variables: VARIABLES });
    expect(await bring(job)).toMatchObject({ result: 'Succeeded' });
    const username = job.variables.get('DB_username')?.value ?? '';
    const password = job.variables.get('DB_password')?.value ?? '';
    expect(await emulator().acceptsLogin(username, password)).toBe(true);
    const [account] = await accountsOf(emulator());
    expect(account?.pod).toEqual({
      podName: expect.stringMatching(/^4711-2-test-linux-[0-9a-f]{10}$/) as string,
      ...{ deploy: 'shop CI', namespace: 'acme/shop' },
    });
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ result: 'Succeeded', issues: [] });
    expect(await emulator().acceptsLogin(username, password)).toBe(false);
    expectNoLeak(job, { password });
  });

  test('the answer lost: both parts say so', async () => {
    await loseAnswer(emulator(), MAKE);
    const job = newJob({ variables: VARIABLES });
    const main = await bring(job);
    expect(main?.result).toBe('Failed');
    expect(messagesOf(main, 'warning').join()).toMatch(LOST('4711-2-test-linux-[0-9a-f]{10}'));
    const [post] = await job.runPosts();
    expect(messagesOf(post, 'warning').join()).toMatch(LOST('4711-2-test-linux-[0-9a-f]{10}'));
    await emulator().advanceClock(3601);
  });

  test('killed while they were made: the post-job part says what will end, and when', async () => {
    await emulator().addFault({ match: { path: MAKE }, fault: { kind: 'hang' } });
    const job = newJob({ variables: VARIABLES });
    const when = emulator().untilRequest(({ path }) => path === MAKE);
    await bring(job, { end: { when, how: 'SIGKILL' } });
    const [post] = await job.runPosts();
    expect(messagesOf(post, 'warning').join()).toMatch(LOST('4711-2-test-linux-[0-9a-f]{10}'));
  });
});
