import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '../harness/programs.js';
import { pathFromWindows } from '../harness/wine.js';
import { access, messages, useEmulator, vaultWith } from '../bundles/support/scenario.js';
import { useWindowsJobs } from './support/windows-jobs.js';

const PASSWORD = 'fake-password-in-a-file';
const VAULT = vaultWith({ secrets: [{ identity: 'database', data: [{ PASSWORD }] }] });

interface SetRights {
  readonly args: readonly string[];
  /** What was in the folder at that time. */
  readonly held: readonly string[];
}

// Wine has no icacls that does anything: what it is asked for is read here, in the words of Windows' documentation.
needs('wine', 'Node for Windows').describe('the rights of files on Windows', () => {
  const emulator = useEmulator(VAULT);
  const newJob = useWindowsJobs();

  test('the folder of the run is for its user, the system and the administrators before a file comes into it', async () => {
    const job = newJob();
    const asked = join(job.folders.home, 'rights.txt');
    writeFileSync(asked, '');
    const main = await job.runAction({
      inputs: { ...access(emulator()), secrets: 'dsm:database#PASSWORD > path:PASSWORD_FILE' },
      env: { SENHASEGURA_TEST_RIGHTS: asked },
    });
    expect([...messages(main, 'error'), ...messages(main, 'warning')]).toEqual([]);
    const [set, ...more] = readFileSync(asked, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as SetRights);
    const [folder = '', ...words] = set?.args ?? [];
    expect(more).toEqual([]);
    expect(set?.held).toEqual([]);
    expect(main.exportedEnv.get('PASSWORD_FILE')).toBe(`${folder}\\PASSWORD_FILE`);
    expect(words.slice(0, 2)).toEqual(['/inheritance:r', '/grant:r']);
    const grants = ['S-1-5-21-1-2-3-1001', 'S-1-5-18', 'S-1-5-32-544'].map((sid) => `*${sid}:(OI)(CI)F`);
    expect(words.filter((word) => word.startsWith('*')).sort()).toEqual(grants.sort());
    expect(readFileSync(pathFromWindows(main.exportedEnv.get('PASSWORD_FILE') ?? ''), 'utf8')).toBe(PASSWORD);
    await job.runPosts();
  });
});
