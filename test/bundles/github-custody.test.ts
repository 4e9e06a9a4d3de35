import { nodeRuntimes } from '../harness/node-runtimes.js';
import {
  access,
  calls,
  CLIENT_SECRET,
  expectNoLeak,
  messages,
  useEmulator,
  useJobs,
  vaultWith,
} from './support/scenario.js';

const IDS = Array.from({ length: 10 }, (_, index) => String(200 + index));
const PASSWORDS = Object.fromEntries(IDS.map((id) => [`P${id}`, `fake-password-of-credential-${id}`]));
const VAULT = vaultWith({
  authorizations: ['tests', 'others'].map((name) => ({
    ...{ name, environment: name },
    auth: { method: 'oauth2', clientId: name, clientSecret: CLIENT_SECRET },
  })),
  credentials: IDS.map((id) => ({
    ...{ id, username: `user-${id}`, hostname: 'db.example.com', password: PASSWORDS[`P${id}`] },
  })),
});
const LINES = IDS.map((id) => `pam:${id} > P${id}`).join('\n');

describe.each(nodeRuntimes())('custody on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);
  const custodies = async () => (await emulator().state()).custodies as unknown[];
  /** What was released since the last look, in the order of the ids. */
  let seen = 0;
  const released = async () => {
    const all = (await emulator().state()).releases as { credential: string }[];
    const news = all.slice(seen).map(({ credential }) => credential);
    seen = all.length;
    return news.sort();
  };

  test('ten credentials are released once each when the job ends', async () => {
    const job = newJob();
    const main = await job.runAction({ inputs: { ...access(emulator()), secrets: LINES } });
    expect(messages(main, 'error')).toEqual([]);
    expect(Object.fromEntries(main.exportedEnv)).toEqual(PASSWORDS);
    expect(await custodies()).toHaveLength(10);
    await job.runPosts();
    expect(await custodies()).toEqual([]);
    expect(await released()).toEqual(IDS);
    expectNoLeak(job, PASSWORDS);
  });

  test('a step that fails after taking ten releases each once, and post has nothing left to release', async () => {
    const job = newJob();
    const main = await job.runAction({ inputs: { ...access(emulator()), secrets: `${LINES}\ndsm:nowhere#x > A` } });
    expect(main).toMatchObject({ conclusion: 'failure', exportedEnv: new Map() });
    await job.runPosts();
    expect(await custodies()).toEqual([]);
    expect(await released()).toEqual(IDS);
  });

  test.each(['cancel', 'SIGKILL'] as const)('a step that is ended by %s in the middle leaves nothing', async (how) => {
    await emulator().changeSettings({ latency: 150 });
    try {
      const job = newJob();
      const when = emulator().untilRequest(({ path: asked }) => asked === `/iso/pam/credential/${IDS[8] ?? ''}`);
      await job.runAction({ inputs: { ...access(emulator()), secrets: LINES }, end: { when, how } });
      const [post] = await job.runPosts();
      expect(post).toMatchObject({ conclusion: 'success' });
      expect(await custodies()).toEqual([]);
      const once = await released();
      expect(once).toEqual([...new Set(once)]);
      expect(once.length).toBeGreaterThan(0);
      expectNoLeak(job, PASSWORDS);
    } finally {
      await emulator().changeSettings({ latency: 0 });
    }
  });

  describe.each(['iso', 'api'] as const)('a vault that speaks /%s alone', (family) => {
    beforeEach(() => emulator().changeSettings({ families: [family] }));
    afterEach(() => emulator().changeSettings({ families: ['iso', 'api'] }));

    test('gives each password by one read, and gets its custody back', async () => {
      await emulator().clearRequests();
      const job = newJob();
      const main = await job.runAction({ inputs: { ...access(emulator()), secrets: LINES } });
      expect(messages(main, 'error')).toEqual([]);
      expect(Object.fromEntries(main.exportedEnv)).toEqual(PASSWORDS);
      const reads = (await calls(emulator())).filter((call) => call.startsWith(`GET /${family}/pam/credential/`));
      expect(reads.sort()).toEqual(IDS.map((id) => `GET /${family}/pam/credential/${id}`));
      await job.runPosts();
      expect(await custodies()).toEqual([]);
      expect(await released()).toEqual(IDS);
      expectNoLeak(job, PASSWORDS);
    });

    test('has nothing left when the step is killed in the middle', async () => {
      await emulator().changeSettings({ latency: 150 });
      try {
        const job = newJob();
        const when = emulator().untilRequest(
          ({ path: asked }) => asked === `/${family}/pam/credential/${IDS[8] ?? ''}`,
        );
        await job.runAction({ inputs: { ...access(emulator()), secrets: LINES }, end: { when, how: 'SIGKILL' } });
        const [post] = await job.runPosts();
        expect(post).toMatchObject({ conclusion: 'success' });
        expect(await custodies()).toEqual([]);
        expect((await released()).length).toBeGreaterThan(0);
      } finally {
        await emulator().changeSettings({ latency: 0 });
      }
    });
  });

  test('release-custody: false leaves it, and says so', async () => {
    const job = newJob();
    const inputs = { ...access(emulator()), secrets: 'pam:200 > P200', 'release-custody': 'false' };
    await job.runAction({ inputs });
    const [post] = await job.runPosts();
    expect(post?.log).toContain('release-custody is false');
    expect(await custodies()).toHaveLength(1);
    const next = newJob();
    await next.runAction({ inputs: { ...access(emulator()), secrets: 'pam:200 > P200' } });
    await next.runPosts();
    expect(await released()).toEqual(['200']);
  });

  test('a token that has expired since is no trouble for the release', async () => {
    const job = newJob();
    await job.runAction({ inputs: { ...access(emulator()), secrets: 'pam:200 > P200' } });
    await emulator().revokeTokens();
    await job.runPosts();
    expect(await released()).toEqual(['200']);
  });

  test('a credential in the custody of another is waited for, and is read when it is free', async () => {
    const other = newJob();
    const others = { ...access(emulator()), 'client-id': 'others', secrets: 'pam:203 > HELD' };
    await other.runAction({ inputs: others });
    const job = newJob();
    const waiting = job.runAction({ inputs: { ...access(emulator()), secrets: 'pam:203 > P203', 'max-wait': '40' } });
    await emulator().untilRequest(({ path: asked }) => asked === '/iso/pam/credential');
    await other.runPosts();
    const main = await waiting;
    expect(messages(main, 'error')).toEqual([]);
    expect(main.exportedEnv.get('P203')).toBe(PASSWORDS.P203);
    expect(main.log).toContain('in the custody of another user');
    await job.runPosts();
    expect(await released()).toEqual(['203', '203']);
  });

  test('when max-wait is spent the error says what to do, and nothing is left', async () => {
    const other = newJob();
    await other.runAction({ inputs: { ...access(emulator()), 'client-id': 'others', secrets: 'pam:204 > HELD' } });
    const job = newJob();
    const inputs = { ...access(emulator()), secrets: 'pam:204 > P204\npam:205 > P205', 'max-wait': '1' };
    const main = await job.runAction({ inputs });
    const [error = ''] = messages(main, 'error');
    expect(error).toMatch(/Credential 204 .*another user has it in custody.*console.*max-wait/);
    await job.runPosts();
    await other.runPosts();
    expect(await custodies()).toEqual([]);
    expect(await released()).toEqual(['204', '205']);
  });

  test('no more than six reads are under way at a time, whatever is selected', async () => {
    const job = newJob();
    await job.runAction({ inputs: { ...access(emulator()), secrets: LINES } });
    const connections = new Set((await emulator().requests()).map(({ connection }) => connection));
    expect(connections.size).toBeLessThanOrEqual(6);
    expect((await calls(emulator())).filter((call) => call.startsWith('GET '))).toHaveLength(10);
    await job.runPosts();
    await released();
  });
});
