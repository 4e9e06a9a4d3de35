import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '@senhasegura-action/core/internal';
import {
  occupantOf,
  pathInFolder,
  pathInFormerFolder,
  replaceFile,
  temporaryNameOf,
} from '../../src/runb/secrets-file.js';

describe('the secrets file', () => {
  let folder = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'secrets-file-')));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const path = () => join(folder, '.runb.vars');
  const replace = (text: string) => replaceFile(path(), temporaryNameOf(path()), text);

  test('is new each time, private, and the only thing that is left', async () => {
    writeFileSync(path(), 'old', { mode: 0o644 });
    const before = lstatSync(path()).ino;
    await replace('fake-new');
    expect(readFileSync(path(), 'utf8')).toBe('fake-new');
    expect(lstatSync(path()).mode & 0o777).toBe(0o600);
    expect(lstatSync(path()).ino).not.toBe(before);
    expect(readdirSync(folder)).toEqual(['.runb.vars']);
  });

  test('takes the place of a link, and leaves what it points to', async () => {
    writeFileSync(join(folder, 'target'), 'untouched');
    symlinkSync(join(folder, 'target'), path());
    expect(await occupantOf(path())).toBe('link');
    await replace('fake-new');
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('untouched');
    expect(await occupantOf(path())).toBe('file');
  });

  test('is not put in the place of a folder, and no part of it stays then', async () => {
    mkdirSync(join(path(), 'inner'), { recursive: true });
    expect(await occupantOf(path())).toBe('other');
    await expect(replace('fake-new')).rejects.toThrow("can't be replaced");
    expect(readdirSync(folder)).toEqual(['.runb.vars']);
  });
});

describe('the path of the secrets file', () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'secrets-path-')));
    mkdirSync(join(root, 'real/folder'), { recursive: true });
    symlinkSync('real', join(root, 'link'));
    symlinkSync('real/folder', join(root, 'deep'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  test('one name for a file, through whichever link; a link at its end stays', async () => {
    symlinkSync('elsewhere', join(root, 'real/folder/vars'));
    for (const path of ['real/folder/vars', 'link/folder/vars', 'deep/vars']) {
      await expect(pathInFolder(join(root, path))).resolves.toBe(join(root, 'real/folder/vars'));
      await expect(pathInFormerFolder(join(root, path))).resolves.toBe(join(root, 'real/folder/vars'));
    }
  });

  test.each(['real/folder', 'real'])('the name stays when %s is gone', async (gone) => {
    const paths = ['real/folder/vars', 'link/folder/vars', 'deep/vars'].map((path) => join(root, path));
    const before = await Promise.all(paths.map(pathInFolder));
    rmSync(join(root, gone), { recursive: true });
    for (const path of paths) await expect(pathInFolder(path)).rejects.toThrow(/is not there\. Make it/);
    await expect(Promise.all(paths.map(pathInFormerFolder))).resolves.toEqual(before);
    writeFileSync(join(root, gone), 'a file instead');
    await expect(Promise.all(paths.map(pathInFormerFolder))).resolves.toEqual(before);
  });

  test('a circle of links is an error', async () => {
    symlinkSync('circle', join(root, 'circle'));
    await expect(pathInFormerFolder(join(root, 'circle/x/vars'))).rejects.toThrow(InputError);
  });
});
