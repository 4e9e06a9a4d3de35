import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWrittenText } from '../../src/settings/written-text.js';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'written-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

const CALLED = 'The mapping file "a.json"';
const read = (content: string | Uint8Array) => {
  writeFileSync(join(cwd, 'a.json'), content);
  return readWrittenText(CALLED, { path: 'a.json', cwd, advice: 'Look for it.' });
};

test('UTF-8 is read as it is, a byte order mark left out', () => {
  expect(read('á: 1\r\n')).toBe('á: 1\r\n');
  expect(read('\uFEFFá: 1\r\n')).toBe('á: 1\r\n');
});

test.each([
  ['UTF-16 of PowerShell 5.1', Buffer.from('\uFEFFa: fake\r\n', 'utf16le'), 'is UTF-16, which ">"'],
  ['UTF-16, the other way round', Buffer.from('\uFEFFa: fake\r\n', 'utf16le').swap16(), 'is UTF-16, which ">"'],
  ['UTF-16 without a mark', Buffer.from('a: fake\r\n', 'utf16le'), 'is UTF-16, which ">"'],
  ['Latin-1', Buffer.from('a: caf\u00e9\n', 'latin1'), 'is no UTF-8 text'],
])('%s is refused by name', (_, bytes, problem) => {
  expect(() => read(bytes)).toThrow(`${CALLED} ${problem}`);
  expect(() => read(bytes)).not.toThrow('fake');
});

test('a file that is not there is told with what to look at', () => {
  expect(() => readWrittenText(CALLED, { path: 'a.json', cwd, advice: 'Look for it.' })).toThrow(
    `${CALLED} can't be read. Look for it.`,
  );
});
