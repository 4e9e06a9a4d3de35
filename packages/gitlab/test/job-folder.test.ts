import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  hasLedger,
  hasPrivateFolder,
  jobFolder,
  ledgerFile,
  openPrivateFolder,
  removePrivateFolder,
} from '../src/job-folder.js';
import { useTemporaryFolder } from './temporary-folder.js';

const job = { CI_JOB_ID: '42', CI_PROJECT_DIR: '/builds/group/project' };

test('lies in the folder that the runner has for the project, beside it', () => {
  expect(jobFolder({ ...job, RUNNER_TEMP_PROJECT_DIR: '/builds/group/project.tmp' }, 1000)).toEqual({
    path: '/builds/group/project.tmp/sg-42',
    parent: undefined,
  });
});

test('lies below a folder of this user without one, whatever TMPDIR says', () => {
  expect(jobFolder({ ...job, TMPDIR: '/builds/group/project/tmp' }, 1000)).toEqual({
    path: '/tmp/senhasegura-1000/sg-42',
    parent: '/tmp/senhasegura-1000',
  });
});

test.each(['$PWD/builds/token/0/group/project.tmp', 'builds/token/0/group/project.tmp'])(
  'lies there too where the runner names no absolute folder: %s',
  (folder) => {
    const environment = { ...job, CI_PROJECT_DIR: folder.replace('.tmp', ''), RUNNER_TEMP_PROJECT_DIR: folder };
    expect(jobFolder(environment, 1000).path).toBe('/tmp/senhasegura-1000/sg-42');
  },
);

test('leaves room for the socket of an ssh-agent in a project of usual depth', () => {
  const { path } = jobFolder(
    { CI_JOB_ID: '12345678901', RUNNER_TEMP_PROJECT_DIR: '/builds/acme-corp/platform/backend/payment-service.tmp' },
    0,
  );
  expect(`${path}/sg-0123456789abcdef/agent.sock`.length).toBeLessThanOrEqual(103);
});

test.each(['/builds/group/project', '/builds/group/project/.tmp', '/builds/group/project/a/..'])(
  'never lies in the project: %s',
  (folder) => {
    expect(() => jobFolder({ ...job, RUNNER_TEMP_PROJECT_DIR: folder }, 0)).toThrow('lies inside the project');
  },
);

test.each([undefined, '', '../../etc', '4 2', '-1', '1'.repeat(21)])('refuses %p as the id of a job', (id) => {
  expect(() => jobFolder({ CI_JOB_ID: id }, 0)).toThrow('CI_JOB_ID');
});

const root = useTemporaryFolder();

describe('the private folder', () => {
  const inRunners = () => ({ path: join(root(), 'project.tmp', 'sg-1'), parent: undefined });
  const inOwn = (id = 1) => ({ path: join(root(), 'own', `sg-${id}`), parent: join(root(), 'own') });
  const modeOf = (path: string) => statSync(path).mode & 0o777;

  test('makes the folder for its owner alone, whatever the umask, and finds it again', () => {
    const before = process.umask(0);
    try {
      for (const folder of [inRunners(), inOwn()]) {
        expect(hasPrivateFolder(folder)).toBe(false);
        openPrivateFolder(folder);
        openPrivateFolder(folder);
        expect([modeOf(folder.path), hasPrivateFolder(folder)]).toEqual([0o700, true]);
      }
      expect(modeOf(join(root(), 'own'))).toBe(0o700);
    } finally {
      process.umask(before);
    }
  });

  test('removes the folder with all in it, and the one around it with the last job', () => {
    openPrivateFolder(inOwn(1));
    openPrivateFolder(inOwn(2));
    writeFileSync(join(inOwn(1).path, 'ledger'), '');
    removePrivateFolder(inOwn(1));
    expect([existsSync(inOwn(1).path), existsSync(inOwn(2).path)]).toEqual([false, true]);
    removePrivateFolder(inOwn(2));
    removePrivateFolder(inOwn(2));
    expect(existsSync(join(root(), 'own'))).toBe(false);
  });

  test('leaves the folder of the runner', () => {
    openPrivateFolder(inRunners());
    removePrivateFolder(inRunners());
    expect(existsSync(join(root(), 'project.tmp'))).toBe(true);
  });

  const OPEN = (path: string) => {
    mkdirSync(path);
    chmodSync(path, 0o750);
  };
  const FILE = (path: string) => {
    writeFileSync(path, '', { mode: 0o600 });
  };
  const LINK = (path: string) => {
    mkdirSync(`${path}-target`, { mode: 0o700 });
    symlinkSync(`${path}-target`, path);
  };

  describe.each([
    ['a folder that others can read', 'is open to other users', OPEN],
    ['a file', 'is no folder', FILE],
    ['a link to a private folder', 'is no folder', LINK],
  ])('%s in its place', (_, why, put) => {
    const refused = (folder: ReturnType<typeof inOwn> | ReturnType<typeof inRunners>) => {
      for (const use of [openPrivateFolder, hasPrivateFolder, removePrivateFolder]) {
        expect(() => {
          use(folder);
        }).toThrow(why);
      }
    };

    test('is refused, and stays', () => {
      mkdirSync(join(root(), 'project.tmp'));
      put(inRunners().path);
      refused(inRunners());
      expect(existsSync(inRunners().path)).toBe(true);
    });

    test('is refused around it too', () => {
      put(join(root(), 'own'));
      refused(inOwn());
    });
  });
});

describe('the ledger in it', () => {
  const folder = () => ({ path: join(root(), 'sg-1'), parent: undefined });
  const ledger = () => join(folder().path, 'ledger');

  test('gives another process what was saved last, and nothing where nothing was', () => {
    expect(ledgerFile(folder()).load()).toBeUndefined();
    ledgerFile(folder()).save('first');
    ledgerFile(folder()).save('second');
    expect(ledgerFile(folder()).load()).toBe('second');
    expect(readdirSync(folder().path)).toEqual(['ledger']);
    expect(statSync(ledger()).mode & 0o777).toBe(0o600);
  });

  test('goes on after a save that was broken off', () => {
    ledgerFile(folder()).save('first');
    writeFileSync(`${ledger()}.next`, 'hal');
    expect(ledgerFile(folder()).load()).toBe('first');
    ledgerFile(folder()).save('second');
    expect(ledgerFile(folder()).load()).toBe('second');
  });

  test.each([
    [
      'a link',
      () => {
        writeFileSync(join(root(), 'other'), 'x', { mode: 0o600 });
        rmSync(ledger());
        symlinkSync(join(root(), 'other'), ledger());
      },
    ],
    [
      'a file that others can write',
      () => {
        chmodSync(ledger(), 0o620);
      },
    ],
  ])('does not trust %s', (_, change) => {
    ledgerFile(folder()).save('first');
    change();
    expect(() => ledgerFile(folder()).load()).toThrow('is not the file that was written');
  });

  test('is there only when something was saved, not with a folder alone', () => {
    expect(hasLedger(folder())).toBe(false);
    mkdirSync(folder().path, { mode: 0o700 });
    expect(hasLedger(folder())).toBe(false);
    ledgerFile(folder()).save('first');
    expect(hasLedger(folder())).toBe(true);
  });
});
