import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasPrivateFolder, openPrivateFolder, removePrivateFolder } from '../src/private-folder.js';
import { useTemporaryFolder } from './temporary-folder.js';

const root = useTemporaryFolder();
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
