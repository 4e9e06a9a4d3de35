import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../../core/src/errors/senhasegura-error.js';
import { checkPrivateFiles, writePrivateFile } from '../../src/files/private-file.js';
import { compileFiles } from './compiled-files.js';
import { temporaryFolder } from './temporary-folder.js';
import { needs } from '../../../../test/harness/programs.js';

const SECRET = 'fake-secret-0815';
const folder = temporaryFolder();
const at = (...names: string[]) => join(folder(), ...names);
const modeOf = (path: string) => (statSync(path).mode & 0o7777).toString(8);
const write = (path: string, content: string | Uint8Array = SECRET) => writePrivateFile(path, content, folder());

/** The error of a write that must fail, which never tells the secret. */
async function refusalOf(writing: Promise<void>): Promise<InputError> {
  const error: unknown = await writing.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError))
    throw new Error('The write was not refused with an InputError.', { cause: error });
  expect(error.message).not.toContain(SECRET);
  return error;
}

describe('writePrivateFile', () => {
  test.each([0, 0o022, 0o277, 0o777])('makes a file of 0600 in folders of 0700 under umask %i', async (mask) => {
    const before = process.umask(mask);
    try {
      await write(at('a', 'b', 'key'));
    } finally {
      process.umask(before);
    }
    expect([modeOf(at('a')), modeOf(at('a', 'b')), modeOf(at('a', 'b', 'key'))]).toEqual(['700', '700', '600']);
    expect(readFileSync(at('a', 'b', 'key'), 'utf8')).toBe(SECRET);
  });

  test.each([
    ['a megabyte of bytes', randomBytes(1024 * 1024)],
    ['nothing', new Uint8Array(0)],
    ['a view of a larger buffer', new Uint8Array(Buffer.from('..secret..').buffer, 0, 8).subarray(2)],
  ])('keeps %s', async (_, bytes) => {
    await write(at('key'), bytes);
    expect(readFileSync(at('key')).equals(bytes)).toBe(true);
  });

  test('keeps text byte for byte, as UTF-8', async () => {
    const text = '\ufeffé\r\n日🔑\0\n\n';
    await write(at('key'), text);
    expect(readFileSync(at('key')).equals(Buffer.from(text, 'utf8'))).toBe(true);
  });

  test('leaves folders that are there as they are', async () => {
    mkdirSync(at('a'), { mode: 0o755 });
    await write(at('a', 'b', 'key'));
    expect([modeOf(at('a')), modeOf(at('a', 'b'))]).toEqual(['755', '700']);
  });

  test('writes many files into one new folder at the same time', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `key-${index}`);
    await Promise.all(names.map((name) => write(at('a', 'b', name), name)));
    expect(names.map((name) => readFileSync(at('a', 'b', name), 'utf8'))).toEqual(names);
  });

  test('never touches a file, a link or a folder that is there', async () => {
    writeFileSync(at('file'), 'old');
    writeFileSync(at('target'), 'old');
    symlinkSync(at('target'), at('link'));
    symlinkSync(at('nowhere'), at('dangling'));
    linkSync(at('target'), at('hard'));
    mkdirSync(at('folder'));
    for (const name of ['file', 'link', 'dangling', 'hard', 'folder']) {
      expect((await refusalOf(write(at(name)))).message).toMatch(/something is there already.*another path/);
    }
    expect(readFileSync(at('file'), 'utf8') + readFileSync(at('target'), 'utf8')).toBe('oldold');
    expect(existsSync(at('nowhere'))).toBe(false);
  });

  test('goes through no symbolic link below the trusted folder, at whatever depth', async () => {
    mkdirSync(at('real', 'deep'), { recursive: true });
    symlinkSync(at('real'), at('link'));
    symlinkSync(at('gone'), at('dangling'));
    for (const path of [
      at('link', 'key'),
      at('link', 'deep', 'key'),
      at('link', 'new', 'key'),
      at('dangling', 'key'),
    ]) {
      expect((await refusalOf(write(path))).message).toMatch(/is a symbolic link/);
    }
    expect(readdirSync(at('real'))).toEqual(['deep']);
    expect(readdirSync(at('real', 'deep'))).toEqual([]);
    expect(existsSync(at('gone'))).toBe(false);
  });

  test('trusts the trusted folder, be it a link or below one', async () => {
    mkdirSync(at('real'));
    symlinkSync(at('real'), at('temp'));
    await writePrivateFile(at('temp', 'a', 'key'), SECRET, at('temp'));
    expect(readFileSync(at('real', 'a', 'key'), 'utf8')).toBe(SECRET);
  });

  test('outside the trusted folder, links further up are the business of the user, the last folder is not', async () => {
    mkdirSync(at('temp'));
    mkdirSync(at('home', 'config'), { recursive: true });
    symlinkSync(at('home'), at('link'));
    await writePrivateFile(at('link', 'config', 'new', 'key'), SECRET, at('temp'));
    expect(readFileSync(at('home', 'config', 'new', 'key'), 'utf8')).toBe(SECRET);
    for (const path of [at('link', 'key'), at('link', 'new', 'key')]) {
      expect((await refusalOf(writePrivateFile(path, SECRET, at('temp')))).message).toMatch(/is a symbolic link/);
    }
    expect(readdirSync(at('home'))).toEqual(['config']);
  });

  test('says so when a folder on the way is a file', async () => {
    writeFileSync(at('file'), '');
    expect((await refusalOf(write(at('file', 'b', 'key')))).message).toMatch(/file" is no folder/);
  });

  // In a process of its own: the limit holds for the whole process, and ends others than Node by a signal.
  needs('prlimit').test('leaves nothing behind when the disk takes only a part of the file', () => {
    compileFiles(at('core'));
    mkdirSync(at('temp'));
    const program = `
      import { writePrivateFile } from ${JSON.stringify(at('core', 'files', 'private-file.js'))};
      const [path, root] = ${JSON.stringify([at('temp', 'key'), at('temp')])};
      await writePrivateFile(path, 'small', root).then(() => console.log('small written'));
      await writePrivateFile(path + '2', '${SECRET}'.repeat(10_000), root).catch((error) => console.log(error.message));`;
    const node = [process.execPath, '--input-type=module', '--eval', program];
    const printed = execFileSync('prlimit', ['--fsize=65536', ...node], { encoding: 'utf8' });
    expect(printed).toMatch(/^small written\nThe file ".*" can't be created: EFBIG\./);
    expect(printed).not.toContain(SECRET);
    expect(readdirSync(at('temp'))).toEqual(['key']);
  });
});

describe('checkPrivateFiles', () => {
  test('refuses what writePrivateFile would, and creates nothing', async () => {
    writeFileSync(at('file'), 'old');
    symlinkSync(folder(), at('link'));
    await expect(checkPrivateFiles([at('file')], folder())).rejects.toThrow(/something is there already/);
    await expect(checkPrivateFiles([at('link', 'x')], folder())).rejects.toThrow(/symbolic link/);
    await checkPrivateFiles([at('a', 'b', 'key')], folder());
    expect(readdirSync(folder()).toSorted()).toEqual(['file', 'link']);
  });
});
