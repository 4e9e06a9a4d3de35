import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs } from '../../../test/harness/programs.js';
import { forCmd, forShells, writeLauncher } from '../src/launcher.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launcher-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

needs('sh').test('starts the script with its arguments as they are, from a folder of any name', async () => {
  const odd = join(folder, `it's "$HOME" \`x\``);
  mkdirSync(odd);
  writeFileSync(join(odd, 'cli.cjs'), 'process.stdout.write(JSON.stringify(process.argv.slice(2)))');
  const command = join(await writeLauncher(join(odd, 'cli.cjs'), odd), 'senhasegura');
  const args = ['get', 'dsm:a b#c', '$HOME', "'", ''];
  expect(JSON.parse(execFileSync(command, args, { encoding: 'utf8' }))).toEqual(args);
});

test('each launcher has a folder of its own', async () => {
  expect(await writeLauncher('cli', folder)).not.toBe(await writeLauncher('cli', folder));
});

test('texts', () => {
  expect(forShells("/opt/o'k/node", '/x')).toBe(`#!/bin/sh\nexec '/opt/o'\\''k/node' '/x' "$@"\n`);
  expect(forCmd('C:\\100%\\node.exe', 'D:\\a b\\index.js')).toBe('@"C:\\100%%\\node.exe" "D:\\a b\\index.js" %*\r\n');
});
