import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasLedger, ledgerFile } from '../src/ledger-file.js';
import { useTemporaryFolder } from './temporary-folder.js';

const root = useTemporaryFolder();
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
