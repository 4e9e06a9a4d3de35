import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '../harness/programs.js';
import { WINDOWS_NODE, windowsPath } from '../harness/wine.js';
import { expectNotShown } from '../bundles/support/cli.js';
import { access, expectNoLeak, messages, useEmulator, vaultWith } from '../bundles/support/scenario.js';
import { useWindowsJobs } from './support/windows-jobs.js';
import { useWindowsPlaces } from './support/windows-cli.js';

const VALUES = { first: 'fake-password-of-the-first', second: 'fake-password-of-the-second' };
const VAULT = vaultWith({
  secrets: [
    { identity: 'first', data: [{ password: VALUES.first }] },
    { identity: 'second', data: [{ PASSWORD: VALUES.second }] },
  ],
});
const BOTH = 'dsm:first\ndsm:second';

needs('wine', 'Node for Windows').describe('names that differ in case alone, on Windows', () => {
  const emulator = useEmulator(VAULT);
  const newJob = useWindowsJobs();
  const newPlace = useWindowsPlaces(emulator);
  type Job = ReturnType<typeof newJob>;
  const run = (job: Job, secrets: string, inputs: Readonly<Record<string, string>> = {}) =>
    job.runAction({ inputs: { ...access(emulator()), secrets, ...inputs } });

  test.each([
    'dsm:first\ndsm:second',
    'dsm:first#password > output:key\ndsm:second#PASSWORD > output:KEY',
    'dsm:first#password > path:key\ndsm:second#PASSWORD > KEY',
    'dsm:first#password > file:a\\B.txt\ndsm:second#PASSWORD > file:A/b.txt',
  ])('are a conflict that names both, before anything is exported: %j', async (secrets) => {
    const job = newJob();
    const main = await run(job, secrets);
    expect(main).toMatchObject({ conclusion: 'failure', exportedEnv: new Map() });
    expect(messages(main, 'error').join('\n')).toMatch(/dsm:first.*dsm:second/su);
    expect(existsSync(join(job.folders.temp, 'a'))).toBe(false);
    expectNoLeak(job, VALUES);
  });

  test('are one variable with the later value where on-conflict says so, and post blanks it', async () => {
    const job = newJob({ env: { pAssword: 'of-the-job' } });
    const main = await run(job, BOTH, { 'on-conflict': 'last' });
    expect(messages(main, 'error')).toEqual([]);
    expect([...main.exportedEnv.values()]).toEqual([VALUES.second]);
    expect(Object.fromEntries(job.environment)).toEqual({ pAssword: VALUES.second });
    await job.runPosts();
    expect(Object.fromEntries(job.environment)).toEqual({ pAssword: '' });
    expectNoLeak(job, VALUES);
  });

  test('run gives the secret, whatever case the variable of the job had, and no credentials in any case', async () => {
    const place = newPlace();
    writeFileSync(join(place.cwd, 'show.cjs'), 'require("fs").writeFileSync("seen.json", JSON.stringify(process.env))');
    const command = [
      'run',
      '--secret',
      'dsm:first#password > Db_Password',
      '--',
      windowsPath(WINDOWS_NODE),
      'show.cjs',
    ];
    const result = await place.run(command, {
      env: { DB_PASSWORD: 'of-the-job', Senhasegura_Client_Id: 'tests' },
    });
    expect(result.stderr).toBe('');
    const seen = JSON.parse(readFileSync(join(place.cwd, 'seen.json'), 'utf8')) as Record<string, string>;
    const named = (name: string) => Object.entries(seen).filter(([each]) => each.toUpperCase() === name);
    expect(named('DB_PASSWORD').map(([, value]) => value)).toEqual([VALUES.first]);
    expect(named('SENHASEGURA_CLIENT_SECRET')).toEqual([]);
    expectNotShown(result.stdout + result.stderr, Object.values(VALUES));
  });
});
