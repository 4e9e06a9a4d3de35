import { readFileSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { join } from 'node:path';
import { needs } from '../harness/programs.js';
import { WINDOWS_NODE, windowsPath } from '../harness/wine.js';
import { expectNothingLeft, expectNotShown } from '../bundles/support/cli.js';
import { calls, useEmulator, vaultWith } from '../bundles/support/scenario.js';
import { useWindowsPlaces, type WindowsPlace } from './support/windows-cli.js';

const PASSWORD = 'fake-password-of-the-database';
const CMD = 'fake %PATH% & "x" ^ !y! | z';
const LINES = 'fake first line\r\nfake second line\r\n';
const ROOT = 'fake-password-in-custody';
const SECRETS = [PASSWORD, CMD, LINES, ROOT];
const VAULT = vaultWith({
  secrets: [{ identity: 'database', data: [{ PASSWORD, CMD, LINES }] }],
  credentials: ['123', '124'].map((id) => ({ id, username: 'root', hostname: 'db.example.com', password: ROOT })),
});
const SLOW = '/iso/pam/credential/124';
const RELEASE = 'DELETE /iso/pam/credential/custody/123';
const SECRET = ['--secret', 'dsm:database#PASSWORD > DB'];
const NODE = windowsPath(WINDOWS_NODE);

needs('wine', 'Node for Windows').describe('run on Windows', () => {
  const emulator = useEmulator(VAULT);
  const newPlace = useWindowsPlaces(emulator);
  const nothingLeft = (place: WindowsPlace) => expectNothingLeft(place, emulator(), SECRETS);

  test('cmd.exe has the secret, and what it prints of it is masked in both outputs', async () => {
    const place = newPlace();
    const script = 'echo to-out [%DB%]& echo to-err [%DB%]>&2& if %DB%==fake-password-of-the-database exit 7';
    const result = await place.run(['run', ...SECRET, '--', 'cmd', '/d', '/c', script]);
    expect(result.stdout).toContain('to-out [***]');
    expect(result.stderr).toContain('to-err [***]');
    expect(result.code).toBe(7);
    expectNotShown(result.stdout + result.stderr, SECRETS);
    await nothingLeft(place);
  });

  test('a program has every value byte for byte, and every form that it prints is masked', async () => {
    const place = newPlace();
    const script = `
      const { CMD, LINES, ROOT } = process.env;
      const ok = [CMD, LINES, ROOT].every((text, at) => Buffer.from(text).toString('hex') === process.argv[2 + at]);
      for (const text of [CMD, LINES, ROOT]) {
        console.log(text, Buffer.from(text).toString('base64'), encodeURIComponent(text), JSON.stringify(text));
        console.error(text);
      }
      process.exitCode = ok ? 0 : 9;`;
    writeFileSync(join(place.cwd, 'show.cjs'), script);
    const references = ['dsm:database#CMD', 'dsm:database#LINES', 'pam:123 > ROOT'];
    const expected = [CMD, LINES, ROOT].map((text) => Buffer.from(text).toString('hex'));
    const options = references.flatMap((reference) => ['--secret', reference]);
    const result = await place.run(['run', ...options, '--', NODE, 'show.cjs', ...expected]);
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(/^\*{3} /u);
    expectNotShown(result.stdout + result.stderr, SECRETS);
    expect(await calls(emulator())).toContain(RELEASE);
    await nothingLeft(place);
  });

  test('what is printed in UTF-16 is masked too', async () => {
    const place = newPlace();
    const script = "process.stdout.write(Buffer.from(`[${process.env.DB}]\\r\\n`, 'utf16le'))";
    const result = await place.run(['run', ...SECRET, '--', NODE, '-e', script]);
    expect(result.code).toBe(0);
    expectNotShown(result.bytes.toString('utf16le') + result.bytes.toString('latin1').replaceAll('\0', ''), SECRETS);
    expect(result.bytes.toString('latin1')).toContain('***');
  });

  test('arguments reach a program as they were given', async () => {
    const place = newPlace();
    const script = 'require("fs").writeFileSync("seen.json", JSON.stringify(process.argv.slice(2)))';
    writeFileSync(join(place.cwd, 'show.cjs'), script);
    const args = [
      '',
      ' ',
      'a b',
      '"',
      'a"b',
      '\\',
      'a\\',
      'a b\\',
      '\\"',
      '&',
      '%PATH%',
      '^',
      'ção 日本',
      '*.cjs',
      "'",
    ];
    const result = await place.run(['run', ...SECRET, '--', NODE, 'show.cjs', ...args]);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(readFileSync(join(place.cwd, 'seen.json'), 'utf8'))).toEqual(args);
  });

  test('an env file with a byte order mark and CR LF brings its references', async () => {
    const place = newPlace();
    const file = '\uFEFFA=dsm:database#PASSWORD\r\nB="two words"\r\n# a comment\r\nC=pam:123\r\n';
    writeFileSync(join(place.cwd, 'vars.env'), file);
    const command = ['cmd', '/d', '/c', 'echo [%A%][%B%][%C%]'];
    const result = await place.run(['run', '--dotenv', '.\\vars.env', '--env-references', '--', ...command]);
    expect(result).toMatchObject({ code: 0, stdout: '[***][two words][***]\r\n' });
    await nothingLeft(place);
  });

  test('what the command reads comes from the standard input', async () => {
    const place = newPlace();
    const script = 'process.stdin.pipe(process.stdout)';
    const result = await place.run(['run', ...SECRET, '--', NODE, '-e', script], { input: `a\r\n${PASSWORD}\r\nb` });
    expect(result).toMatchObject({ code: 0, stdout: 'a\r\n***\r\nb' });
  });

  test.each([
    ['CTRL_C', 'SIGINT', 130],
    ['CTRL_BREAK', 'SIGTERM', 149],
  ] as const)('%s before the command starts takes everything back', async (_, signal, code) => {
    const place = newPlace();
    await emulator().addFault({ match: { path: SLOW }, times: 'always', fault: { kind: 'hang', when: 'after' } });
    const when = emulator().untilRequest(({ path }) => path === SLOW);
    const secrets = ['--secret', 'pam:123 > ROOT', '--secret', 'pam:124 > SLOW'];
    const result = await place.run(['run', ...secrets, '--', 'cmd', '/c', 'echo started'], {
      interrupt: { when, signal },
    });
    expect(result).toMatchObject({ code, stdout: '' });
    expect(await calls(emulator())).toContain(RELEASE);
    await nothingLeft(place);
  });

  // A console sends CTRL_C to all of its processes, Wine's stand-in for one to one: the command is told by a file.
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'a command that ends in its own way after %s is waited for',
    async (signal) => {
      const place = newPlace();
      const script =
        "fs.writeFileSync('started', ''); setInterval(() => fs.existsSync('stop') && process.exit(process.env.ROOT ? 5 : 6), 20)";
      const when = appears(place.cwd, 'started');
      // Sent in the same turn, before the file.
      void when.then(() => {
        writeFileSync(join(place.cwd, 'stop'), 'x');
      });
      const result = await place.run(['run', '--secret', 'pam:123 > ROOT', '--', NODE, '-e', script], {
        interrupt: { when, signal },
      });
      expect(result.code).toBe(5);
      expect(await calls(emulator())).toContain(RELEASE);
    },
  );
});

/** Waits until there is a file of this name in a folder. */
async function appears(folder: string, name: string): Promise<void> {
  for await (const { filename } of watch(folder)) if (filename === name) return;
}
