import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { holdFolderOf } from '../../src/files/held-folder.js';
import { checkPrivateFiles, writePrivateFile } from '../../src/files/private-file.js';
import { temporaryFolder } from './temporary-folder.js';

const folder = temporaryFolder();
const at = (...names: string[]) => join(folder(), ...names);

describe('a held folder', () => {
  test('is where things are done, whatever stands at its path by then', async () => {
    mkdirSync(at('elsewhere'));
    const held = await holdFolderOf(at('a', 'b', 'key'), folder(), 'make');
    try {
      expect(await held.isInPlace()).toBe(true);
      renameSync(at('a'), at('moved'));
      symlinkSync(at('elsewhere'), at('a'));
      mkdirSync(at('elsewhere', 'b'));
      writeFileSync(held.within('key'), 'fake');
      expect(await held.isInPlace()).toBe(false);
    } finally {
      await held.release();
    }
    expect(readFileSync(at('moved', 'b', 'key'), 'utf8')).toBe('fake');
    expect(readdirSync(at('elsewhere', 'b'))).toEqual([]);
  });

  test.each(['make', 'refuse'] as const)('is reached through no link (%s)', async (missing) => {
    mkdirSync(at('elsewhere', 'deep'), { recursive: true });
    symlinkSync(at('elsewhere'), at('a'));
    for (const path of [at('a', 'key'), at('a', 'deep', 'key')]) {
      await expect(holdFolderOf(path, folder(), missing)).rejects.toThrow(/ENOTDIR|ELOOP/);
    }
  });

  test('is made only where that was asked for', async () => {
    await expect(holdFolderOf(at('a', 'key'), folder(), 'refuse')).rejects.toThrow(/ENOENT/);
    expect(readdirSync(folder())).toEqual([]);
  });
});

/** Puts a link in the place of the folder and the folder back, as fast as it can, until it is ended. */
const EXCHANGER = `
  const { renameSync, rmSync, symlinkSync, existsSync } = require('node:fs');
  const [conf, aside, target] = process.argv.slice(1);
  process.stdout.write('ready');
  for (;;) {
    try { renameSync(conf, aside); symlinkSync(target, conf); } catch {}
    try { rmSync(conf); renameSync(aside, conf); } catch {}
  }`;

test('no file comes to where another process leads its folder', async () => {
  mkdirSync(at('elsewhere'));
  mkdirSync(at('conf'));
  const exchanger = spawn(process.execPath, ['-e', EXCHANGER, at('conf'), at('aside'), at('elsewhere')]);
  try {
    await once(exchanger.stdout, 'data');
    const writes = Array.from({ length: 300 }, (_, index) => at('conf', `x-${index}`));
    for (const path of writes) await writePrivateFile(path, 'fake-secret', folder()).catch(() => undefined);
  } finally {
    exchanger.kill('SIGKILL');
    await once(exchanger, 'exit');
  }
  expect(readdirSync(at('elsewhere'))).toEqual([]);
});

describe('a folder that everybody can write into', () => {
  const refused = async (path: string, root = folder()) => {
    await expect(checkPrivateFiles([path], root)).rejects.toThrow(/everybody can write into .*another path/);
    await expect(writePrivateFile(path, 'fake', root)).rejects.toThrow(/everybody can write into/);
    expect(existsSync(dirname(path)) && readdirSync(dirname(path)).includes('key')).toBe(false);
  };

  test('is refused, below the trusted folder and outside, at whatever depth', async () => {
    mkdirSync(at('temp'));
    mkdirSync(at('open', 'deep'), { recursive: true });
    chmodSync(at('open'), 0o777);
    for (const path of [at('open', 'key'), at('open', 'deep', 'key'), at('open', 'new', 'key')]) {
      await refused(path);
      await refused(path, at('temp'));
    }
  });

  test('is taken where nobody can replace what is of others (as in /tmp), and where it is the trusted one', async () => {
    mkdirSync(at('sticky'));
    chmodSync(at('sticky'), 0o1777);
    chmodSync(folder(), 0o777);
    await writePrivateFile(at('sticky', 'key'), 'fake', folder());
    await writePrivateFile(at('key'), 'fake', folder());
    expect([readFileSync(at('sticky', 'key'), 'utf8'), readFileSync(at('key'), 'utf8')]).toEqual(['fake', 'fake']);
  });
});
