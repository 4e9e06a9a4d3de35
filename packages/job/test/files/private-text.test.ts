import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readPrivateText, replacePrivateText } from '../../src/files/private-text.js';
import { temporaryFolder } from './temporary-folder.js';
import { each } from '../../../../test/harness/programs.js';

const folder = temporaryFolder();
const path = (): string => join(folder(), 'ledger');

test('gives back what was written last, for the owner alone, and leaves nothing beside it', () => {
  expect(readPrivateText(path())).toEqual({ kind: 'absent' });
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      replacePrivateText(path(), text);
      expect(readPrivateText(path())).toEqual({ kind: 'text', text });
    }),
  );
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder())).toEqual(['ledger']);
});

test('a text in the place of a link leaves what the link points at as it is', () => {
  const other = join(folder(), 'other');
  writeFileSync(other, 'theirs', { mode: 0o600 });
  symlinkSync(other, path());
  replacePrivateText(path(), 'ours');
  expect(readPrivateText(path())).toEqual({ kind: 'text', text: 'ours' });
  expect(readPrivateText(other)).toEqual({ kind: 'text', text: 'theirs' });
});

test('what can not be put in its place leaves nothing behind', () => {
  mkdirSync(path());
  expect(() => {
    replacePrivateText(path(), 'text');
  }).toThrow('EISDIR');
  expect(readdirSync(folder())).toEqual(['ledger']);
});

each([
  {
    what: 'a link',
    why: 'symbolic link',
    make: () => {
      symlinkSync('/etc/hostname', path());
    },
    needs: [],
  },
  {
    what: 'a folder',
    why: 'no regular file',
    make: () => {
      mkdirSync(path());
    },
    needs: [],
  },
  {
    what: 'a pipe',
    why: 'no regular file',
    make: () => execFileSync('mkfifo', ['-m', '600', path()]),
    needs: ['coreutils'],
  },
  {
    what: 'a file that others can read',
    why: 'somebody else has rights',
    make: () => {
      writeFileSync(path(), 'x');
      chmodSync(path(), 0o640);
    },
    needs: [],
  },
  {
    what: 'too much',
    why: 'too large',
    make: () => {
      writeFileSync(path(), Buffer.alloc(16 * 1024 * 1024 + 1, 'x'), { mode: 0o600 });
    },
    needs: [],
  },
]).test('$what is not believed', ({ why, make }) => {
  make();
  expect(readPrivateText(path())).toMatchObject({ kind: 'distrusted', why: expect.stringContaining(why) as string });
});
