import { nodeRuntimes } from '../harness/node-runtimes.js';
import { usePlaces } from './support/cli.js';
import { access, expectNoLeak, messages, useEmulator, useJobs, vaultWith } from './support/scenario.js';

/** A credential whose password the vault changes when its custody is released, as many vaults are set up (wire contract §4). */
const USER = { username: 'app', hostname: 'db.example.com' };
const VAULT = vaultWith({
  credentials: [
    { ...USER, id: '7', identifier: 'db-admin', password: 'fake-password-of-two-jobs', changeOnRelease: true },
  ],
});

describe.each(nodeRuntimes())('one credential for two jobs of one authorization on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);
  const newPlace = usePlaces(path, emulator);
  const custodies = async () => ((await emulator().state()).custodies as { credential: string }[]).length;

  /** A job up to where it has the password, and what its later steps can do with it. */
  const begin = async (inputs: Readonly<Record<string, string>> = {}) => {
    const job = newJob();
    const main = await job.runAction({ inputs: { ...access(emulator()), secrets: 'pam:7 > PGPASSWORD', ...inputs } });
    expect(messages(main, 'error')).toEqual([]);
    const password = job.environment.get('PGPASSWORD') ?? '';
    return {
      password,
      logsIn: () => emulator().login({ ...USER, password }),
      end: async () => {
        const [post] = await job.runPosts();
        expect(post).toMatchObject({ conclusion: 'success' });
        expectNoLeak(job, { password });
        return post?.log ?? '';
      },
    };
  };

  test('at the same time: the first to end kills the password of the other', async () => {
    const [first, second] = await Promise.all([begin(), begin()]);
    expect(second.password).toBe(first.password);
    expect(await second.logsIn()).toBe(true);
    expect(await first.end()).toContain('Released the custody of 1 credential: 7.');
    expect(await second.logsIn()).toBe(false);
    expect(await second.end()).toContain('There was no custody of 1 credential to release: 7.');
  });

  test('one after the other, as a lock of the system has them: both work', async () => {
    const first = await begin();
    expect(await first.logsIn()).toBe(true);
    await first.end();
    const second = await begin();
    expect(second.password).not.toBe(first.password);
    expect(await second.logsIn()).toBe(true);
    await second.end();
    expect(await custodies()).toBe(0);
  });

  test('with release-custody: false in both, both work; the command release then ends the custody', async () => {
    const [first, second] = await Promise.all([
      begin({ 'release-custody': 'false' }),
      begin({ 'release-custody': 'false' }),
    ]);
    expect(await first.end()).toContain('Custody stays with this authorization (release-custody is false): 7.');
    expect(await second.logsIn()).toBe(true);
    await second.end();
    expect(await second.logsIn()).toBe(true);
    expect(await custodies()).toBe(1);
    expect(await newPlace().run(['release', 'pam:7'])).toMatchObject({ code: 0 });
    expect(await custodies()).toBe(0);
    expect(await second.logsIn()).toBe(false);
  });

  test('with release-custody: false in one of them alone, the other kills its password', async () => {
    const [keeps, releases] = await Promise.all([begin({ 'release-custody': 'false' }), begin()]);
    await releases.end();
    expect(await keeps.logsIn()).toBe(false);
    await keeps.end();
  });
});
