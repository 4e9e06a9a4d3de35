import { existsSync, readFileSync } from 'node:fs';
import { needs } from '../harness/programs.js';
import { pathFromWindows } from '../harness/wine.js';
import { access, expectNoLeak, useEmulator, vaultWith } from '../bundles/support/scenario.js';
import { useWindowsJobs } from './support/windows-jobs.js';

const PASSWORD = 'fake-p%PATH%&ss "wörd"^';
const ROOT = 'fake-password-in-custody';
const VAULT = vaultWith({
  secrets: [{ identity: 'database', data: [{ PASSWORD }] }],
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
});

needs('wine', 'Node for Windows').describe('the action on Windows', () => {
  const emulator = useEmulator(VAULT);
  const newJob = useWindowsJobs();
  const custodies = async () => (await emulator().state()).custodies as unknown[];

  test('brings secrets to every sink, and takes everything back', async () => {
    const job = newJob();
    const secrets = ['dsm:database', 'dsm:database#PASSWORD > path:PASSWORD_FILE', 'pam:123 > ROOT'].join('\r\n');
    const main = await job.runAction({ inputs: { ...access(emulator()), secrets } });
    expect(main).toMatchObject({ conclusion: 'success', stderr: '' });
    expect(main.exportedEnv.get('PASSWORD')).toBe(PASSWORD);
    const file = pathFromWindows(main.exportedEnv.get('PASSWORD_FILE') ?? '');
    expect(readFileSync(file, 'utf8')).toBe(PASSWORD);
    expect(await custodies()).toHaveLength(1);
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success' });
    expect(existsSync(file)).toBe(false);
    expect(await custodies()).toEqual([]);
    expectNoLeak(job, { PASSWORD, ROOT });
  });
});
