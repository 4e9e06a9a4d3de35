import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CleanupError } from '../../../core/src/errors/senhasegura-error.js';
import { writePrivateFile } from '../../src/files/private-file.js';
import { removeEmptyFolder, removePrivateFile } from '../../src/files/remove-private-file.js';
import { temporaryFolder } from './temporary-folder.js';
import { needs } from '../../../../test/harness/programs.js';

const folder = temporaryFolder();
const at = (...names: string[]) => join(folder(), ...names);

describe('removePrivateFile', () => {
  test('removes a file once, and finds it missing afterwards', async () => {
    await writePrivateFile(at('a', 'key'), 'fake', folder());
    expect([await removePrivateFile(at('a', 'key')), await removePrivateFile(at('a', 'key'))]).toEqual([true, false]);
    expect(readdirSync(at('a'))).toEqual([]);
    expect(await removePrivateFile(at('gone', 'deep', 'key'), folder())).toBe(false);
    expect(await removePrivateFile(at('gone', 'deep', 'key'))).toBe(false);
  });

  test('leaves a link and where it leads alone', async () => {
    writeFileSync(at('target'), 'keep');
    symlinkSync(at('target'), at('link'));
    await expect(removePrivateFile(at('link'))).rejects.toThrow(CleanupError);
    expect(readFileSync(at('link'), 'utf8')).toBe('keep');
  });

  test('goes through no link to the folder of the file, and with a root through none below that', async () => {
    mkdirSync(at('real', 'deep'), { recursive: true });
    writeFileSync(at('real', 'key'), 'keep');
    writeFileSync(at('real', 'deep', 'key'), 'keep');
    symlinkSync(at('real'), at('link'));
    await expect(removePrivateFile(at('link', 'key'))).rejects.toThrow(/symbolic link/);
    await expect(removePrivateFile(at('link', 'deep', 'key'), folder())).rejects.toThrow(/symbolic link/);
    expect([existsSync(at('real', 'key')), existsSync(at('real', 'deep', 'key'))]).toEqual([true, true]);
  });

  needs('coreutils').test('refuses a folder and a pipe in the place of the file', async () => {
    mkdirSync(at('folder'));
    execFileSync('mkfifo', [at('pipe')]);
    await expect(removePrivateFile(at('folder'))).rejects.toThrow(/no regular file/);
    await expect(removePrivateFile(at('pipe'))).rejects.toThrow(/no regular file/);
    expect(readdirSync(folder()).toSorted()).toEqual(['folder', 'pipe']);
  });
});

describe('removeEmptyFolder', () => {
  test('removes an empty folder once, and keeps one with something in it', async () => {
    mkdirSync(at('empty'));
    mkdirSync(at('full', 'inner'), { recursive: true });
    expect([await removeEmptyFolder(at('empty')), await removeEmptyFolder(at('empty'))]).toEqual([true, false]);
    expect(await removeEmptyFolder(at('full'))).toBe(false);
    expect(readdirSync(folder())).toEqual(['full']);
  });

  test('refuses a link to a folder and a file', async () => {
    mkdirSync(at('real'));
    symlinkSync(at('real'), at('link'));
    writeFileSync(at('file'), '');
    await expect(removeEmptyFolder(at('link'))).rejects.toThrow(CleanupError);
    await expect(removeEmptyFolder(at('file'))).rejects.toThrow(CleanupError);
    expect(readdirSync(folder()).toSorted()).toEqual(['file', 'link', 'real']);
  });
});
