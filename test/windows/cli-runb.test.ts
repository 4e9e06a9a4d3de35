import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { needs } from '../harness/programs.js';
import { pathFromWindows, windowsPath } from '../harness/wine.js';
import { expectNotShown } from '../bundles/support/cli.js';
import { useEmulator, vaultWith } from '../bundles/support/scenario.js';
import { useWindowsPlaces, type WindowsPlace } from './support/windows-cli.js';

const VALUES = {
  PLAIN: 'fake-password-of-the-database',
  CMD: 'fake %PATH% & echo "x" ^ | more',
  UNICODE: 'fake-ção-日本-🔑',
  LINES: 'fake first line\r\nfake second line',
};
const ROOT = 'fake-password-in-custody';
const SECRETS = [...Object.values(VALUES), ROOT];
const VAULT = vaultWith({
  secrets: [
    { identity: 'values', data: [VALUES] },
    { identity: 'same', data: [{ plain: 'fake-another-password' }] },
  ],
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
});
const BRING = [
  '--secret',
  'dsm:values',
  '--secret',
  'pam:123 > ROOT',
  '--secret',
  'dsm:values#PLAIN > path:PLAIN_FILE',
];

needs('wine', 'Node for Windows').describe('runb on Windows', () => {
  const emulator = useEmulator(VAULT);
  const newPlace = useWindowsPlaces(emulator);
  const custodies = async () => (await emulator().state()).custodies as unknown[];
  const runb = async (place: WindowsPlace, ...args: readonly string[]) => {
    const result = await place.run(['runb', ...args]);
    expectNotShown(result.stdout + result.stderr, SECRETS);
    return result;
  };

  test('writes the file of a long path, and its clean-up takes back all that came with it', async () => {
    const place = newPlace();
    const long = Array.from({ length: 15 }, (_, index) => `folder ${index} of a long path`);
    mkdirSync(join(place.cwd, ...long), { recursive: true });
    const file = join(place.cwd, ...long, 'vars.json');
    expect(file.length).toBeGreaterThan(260);
    const named = ['-t', 'json', '--secrets-file', windowsPath(file)];
    const brought = await runb(place, ...named, ...BRING);
    expect(brought).toMatchObject({ code: 0, stdout: '' });
    expect(brought.stderr).toMatch(/^senhasegura: Wrote 6 variables for json to Z:[^\n]*\n$/u);
    const held = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
    expect(held).toMatchObject({ ...VALUES, ROOT });
    const written = pathFromWindows(held.PLAIN_FILE ?? '');
    expect(readFileSync(written, 'utf8')).toBe(VALUES.PLAIN);
    expect(await custodies()).toHaveLength(1);
    expect(await runb(place, '--clean', ...named)).toMatchObject({ code: 0 });
    expect([existsSync(file), existsSync(written)]).toEqual([false, false]);
    expect([...readdirSync(place.temp), ...(await custodies())]).toEqual([]);
  });

  test('for PowerShell a value with more than ASCII in it can be read from a file of any code page', async () => {
    const place = newPlace();
    expect(await runb(place, '-t', 'powershell', '--secrets-file', 'vars.ps1', ...BRING)).toMatchObject({ code: 0 });
    const bytes = readFileSync(join(place.cwd, 'vars.ps1'));
    expect([...bytes].every((byte) => byte < 0x80)).toBe(true);
    const lines = bytes.toString('latin1').split(/\r?\n/u);
    expect(lines).toContain(`$env:PLAIN = '${VALUES.PLAIN}'`);
    expect(lines).toContain(`$env:CMD = '${VALUES.CMD}'`);
    await runb(place, '--clean', '-t', 'powershell', '--secrets-file', 'vars.ps1');
    expect(readdirSync(place.cwd)).toEqual([]);
  });

  test('for cmd.exe the file that it calls sets what the vault holds, or a value is refused by name', async () => {
    const place = newPlace();
    const named = ['-t', 'cmd', '--secrets-file', 'vars.cmd'];
    const some = ['--secret', 'dsm:values#PLAIN', '--secret', 'pam:123 > ROOT'];
    expect(await runb(place, ...named, ...some)).toMatchObject({ code: 0, stdout: '' });
    expect(await place.batch(['call vars.cmd', 'echo [%PLAIN%][%ROOT%]'])).toMatchObject({
      code: 0,
      stdout: `[${VALUES.PLAIN}][${ROOT}]\r\n`,
    });
    await runb(place, '--clean', ...named);
    const refused = await runb(place, ...named, '--secret', 'dsm:values#LINES');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('LINES');
    expect([...readdirSync(place.cwd), ...(await custodies())]).toEqual([]);
  });

  test('a .env file gives Node.js what the vault holds', async () => {
    const place = newPlace();
    const some = ['--secret', 'dsm:values#CMD', '--secret', 'dsm:values#UNICODE'];
    expect(await runb(place, '-t', 'dotenv', '--secrets-file', '.\\app.env', ...some)).toMatchObject({ code: 0 });
    const { CMD, UNICODE } = VALUES;
    expect(parseEnv(readFileSync(join(place.cwd, 'app.env'), 'utf8'))).toEqual({ CMD, UNICODE });
  });

  test('names that differ in case alone are one variable: the later value is written, and both are named', async () => {
    const place = newPlace();
    const both = ['--secret', 'dsm:values#PLAIN', '--secret', 'dsm:same'];
    const { code, stderr } = await runb(place, '-t', 'json', ...both);
    expect(code).toBe(0);
    expect(stderr).toMatch(/dsm:values#PLAIN.*dsm:same/su);
    expect(Object.values(JSON.parse(readFileSync(join(place.cwd, '.runb.vars'), 'utf8')) as object)).toEqual([
      'fake-another-password',
    ]);
  });

  test('a failure writes no file, and keeps no custody', async () => {
    const place = newPlace();
    writeFileSync(join(place.cwd, 'vars.json'), 'of before');
    const result = await runb(
      place,
      '-t',
      'json',
      '--secrets-file',
      'vars.json',
      ...BRING,
      '--secret',
      'pam:nobody > X',
    );
    expect(result.code).toBe(4);
    expect(readFileSync(join(place.cwd, 'vars.json'), 'utf8')).toBe('of before');
    expect([...readdirSync(place.temp), ...(await custodies())]).toEqual([]);
  });
});
