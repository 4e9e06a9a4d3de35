import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '@senhasegura-action/core/internal';
import { pathInFolder, pathInFormerFolder } from '../../src/runb/secrets-path.js';

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
