import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '../harness/programs.js';
import { WINDOWS_NODE, windowsPath } from '../harness/wine.js';
import { expectNotShown } from '../bundles/support/cli.js';
import { useEmulator, vaultWith } from '../bundles/support/scenario.js';
import { useWindowsPlaces, type WindowsPlace } from './support/windows-cli.js';

const PASSWORD = 'fake-password-of-the-database';
const VAULT = vaultWith({ secrets: [{ identity: 'database', data: [{ PASSWORD }] }] });
const SECRET = ['--secret', 'dsm:database#PASSWORD > DB'];
const PROGRAM = `
  console.log(process.env.DB);
  require('fs').writeFileSync('seen.json', JSON.stringify(process.argv.slice(2)));
  process.exitCode = 3;`;

needs('wine', 'Node for Windows').describe('batch files as commands of run, on Windows', () => {
  const emulator = useEmulator(VAULT);
  const newPlace = useWindowsPlaces(emulator);

  /** A place with a `tool` as npm lays one out: a script for a shell, a batch file, and what it starts. */
  const withTool = (): WindowsPlace & { readonly env: Readonly<Record<string, string>> } => {
    const place = newPlace();
    const folder = join(place.root, 'tools & more');
    mkdirSync(folder);
    writeFileSync(join(folder, 'program.cjs'), PROGRAM);
    writeFileSync(join(folder, 'tool'), '#!/bin/sh\n');
    writeFileSync(join(folder, 'tool.cmd'), '@"%NODE_OF_THE_TOOL%" "%~dp0program.cjs" %*\r\n');
    writeFileSync(join(place.cwd, 'here.cmd'), '@echo of the working folder\r\n');
    const path = [windowsPath(folder), 'C:\\windows\\system32', 'C:\\windows'].join(';');
    return { ...place, env: { ON_WINDOWS_PATH: path, NODE_OF_THE_TOOL: windowsPath(WINDOWS_NODE) } };
  };

  // No percent sign: in what it has put in the place of `%*`, Wine's cmd.exe looks for variables once more, and Windows' does not.
  test.each([
    ['test', '--flag=x', '-x'],
    ['', 'a b', ' '],
    ['a & calc', 'a&calc', '|', '<x>', '(y)'],
    ['^', 'a^b', '!A!', '"', 'say "a & b"'],
    ['ção 日本', '{"a":"b & c"}', 'C:\\a b\\'],
  ])('get their arguments as they are: %j', async (...args) => {
    const place = withTool();
    const result = await place.run(['run', ...SECRET, '--', 'tool', ...args], { env: place.env });
    expect(result).toMatchObject({ code: 3, stderr: '' });
    expect(result.stdout).toBe('***\n');
    expect(JSON.parse(readFileSync(join(place.cwd, 'seen.json'), 'utf8'))).toEqual(args);
    expectNotShown(result.stdout + result.stderr, [PASSWORD]);
  });

  test('of the working folder are found with a path alone, and what is not found is named', async () => {
    const { run, env } = withTool();
    const bare = await run(['run', ...SECRET, '--', 'here'], { env });
    expect(bare).toMatchObject({ code: 127, stdout: '' });
    expect(bare.stderr).toContain('"here" could not be found');
    expect(await run(['run', ...SECRET, '--', '.\\here'], { env })).toMatchObject({
      code: 0,
      stdout: 'of the working folder\r\n',
    });
  });

  test('are refused an argument that cmd.exe cannot be told', async () => {
    const { run, env } = withTool();
    const result = await run(['run', ...SECRET, '--', 'tool', 'a\nb'], { env });
    expect(result).toMatchObject({ code: 126, stdout: '' });
    expect(result.stderr).toContain('"tool"');
    const long = await run(['run', ...SECRET, '--', 'tool', 'x'.repeat(8_200)], { env });
    expect(long).toMatchObject({ code: 126, stdout: '' });
    expect(long.stderr).toContain('8191');
  });
});
