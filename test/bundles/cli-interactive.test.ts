import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { needs } from '../harness/programs.js';
import { type CliPlace, usePlaces } from './support/cli.js';
import { calls, useEmulator, vaultWith } from './support/scenario.js';

const terminal = needs('expect', 'bash', 'coreutils');
const pager = needs('expect', 'less');
const editor = needs('expect', 'vim');

const ROOT = 'fake-password-in-custody';
const VAULT = vaultWith({
  credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: ROOT }],
});
const RELEASE = 'DELETE /iso/pam/credential/custody/123';
const CUSTODY = ['--secret', 'pam:123 > ROOT'];

/** What `expect` (Tcl) knows beyond its own words: `must TEXT` ends the session with 99 where the text does not come. */
const WORDS = `
set timeout 20
proc must {text} {
  expect {
    -ex $text { return }
    timeout { puts "NOT SEEN: $text"; exit 99 }
    eof { puts "ENDED BEFORE: $text"; exit 98 }
  }
}
proc over {} {
  expect { eof {} timeout { puts "DOES NOT END"; exit 97 } }
  exit [lindex [wait] 3]
}
`;

const tcl = (word: string): string => `"${word.replaceAll(/[\\"$[\]]/g, '\\$&')}"`;

describe.each(nodeRuntimes())('run at a terminal on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newPlace = usePlaces(path, emulator);

  /** A session at a terminal of its own: what is typed and must be seen, in the language of `expect`. */
  const session = async (
    { command, cwd, environment }: CliPlace,
    args: readonly string[],
    dialogue: string,
    env: Readonly<Record<string, string>> = {},
  ) => {
    const file = join(cwd, 'session.exp');
    const started = [...command, ...args].map(tcl).join(' ');
    writeFileSync(file, `${WORDS}\nspawn -noecho ${started}\n${dialogue}\nover\n`);
    const child = spawn('expect', ['-f', file], { cwd, env: { ...environment, TERM: 'xterm', ...env } });
    const [[code], shown] = await Promise.all([once(child, 'close') as Promise<[number | null]>, buffer(child.stdout)]);
    return { code, shown: shown.toString('utf8') };
  };
  const released = async () => (await calls(emulator())).filter((call) => call === RELEASE).length;

  terminal.test('inject shows secrets at a terminal only where that is asked for', async () => {
    const place = newPlace();
    writeFileSync(join(place.cwd, 'app.tpl'), 'value: <{{ pam:123 }}>');
    const refused = await session(place, ['inject', '-i', 'app.tpl'], 'must "give --out-file, or --stdout"');
    expect(refused.code).toBe(2);
    expect(await calls(emulator())).toEqual([]);
    expect((await session(place, ['inject'], 'must "No template is given"')).code).toBe(2);
    const shown = await session(place, ['inject', '-i', 'app.tpl', '--stdout'], `must "value: <${ROOT}>"`);
    expect(shown.code).toBe(0);
  });

  terminal.test('a shell has the terminal, job control and the secret, and custody ends with it', async () => {
    const shell = ['run', '-i', ...CUSTODY, '--', 'bash', '--norc', '--noprofile', '-i'];
    const dialogue = `
      send "PS1='at-''prompt> '\\r"; must "at-prompt> "
      send "tty; echo \\"<\\$ROOT>\\"\\r"; must "/dev/"; must "<${ROOT}>"; must "at-prompt> "
      send "sleep 600\\r"; must "sleep 600"; sleep 0.5
      send "\\003"; must "at-prompt> "
      send "echo code=\\$?\\r"; must "code=130"; must "at-prompt> "
      send "sleep 600\\r"; must "sleep 600"; sleep 0.5
      send "\\032"; must "Stopped"; must "at-prompt> "
      send "fg\\r"; must "sleep 600"; sleep 0.5
      send "\\003"; must "at-prompt> "
      send "exit 3\\r"`;
    expect(await session(newPlace(), shell, dialogue)).toMatchObject({ code: 3 });
    expect(await released()).toBe(1);
  });

  terminal.test('Ctrl-Z stops the command and this process together, and fg goes on with both', async () => {
    const place = newPlace();
    const inner = [...place.command, 'run', '-i', ...CUSTODY, '--', 'sh', '-c', 'echo up; read x; echo got-$x'];
    writeFileSync(join(place.cwd, 'inner.sh'), `exec ${inner.map((word) => `'${word}'`).join(' ')}\n`);
    const outer = { ...place, command: [] };
    const dialogue = `
      send {PS1='outer-''prompt> '}; send "\\r"; must "outer-prompt> "
      send "sh inner.sh\\r"; must "up\\r"
      send "\\032"; must "Stopped"; must "outer-prompt> "
      send "fg\\r"; must "sh inner.sh"; send "line\\r"; must "got-line"; must "outer-prompt> "
      send "exit 0\\r"`;
    expect(await session(outer, ['bash', '--norc', '--noprofile', '-i'], dialogue)).toMatchObject({ code: 0 });
    expect(await released()).toBe(1);
  });

  terminal.test('a password prompt reads without an echo, and its answer arrives', async () => {
    const script =
      'stty -echo; printf "Password: "; read p; stty echo; [ "$p" = typed-by-hand ] && [ -t 1 ] && exit 4; exit 5';
    const dialogue = 'must "Password: "; sleep 0.5; send "typed-by-hand\\r"';
    const result = await session(newPlace(), ['run', '--interactive', ...CUSTODY, '--', 'sh', '-c', script], dialogue);
    expect(result.code).toBe(4);
    expect(result.shown).not.toContain('typed-by-hand');
  });

  terminal.test('Ctrl-C ends a command that does not catch it, and custody is released', async () => {
    const dialogue = 'must "up"; send "\\003"';
    const command = ['run', '-i', ...CUSTODY, '--', 'sh', '-c', 'echo up; exec sleep 600'];
    expect(await session(newPlace(), command, dialogue)).toMatchObject({ code: 130 });
    expect(await released()).toBe(1);
  });

  pager.test('less shows a page and takes keys', async () => {
    const place = newPlace();
    writeFileSync(join(place.cwd, 'page'), Array.from({ length: 200 }, (_, index) => `line-${index}`).join('\n'));
    const dialogue = 'must "line-0"; send "G"; must "line-199"; send "q"';
    expect(await session(place, ['run', '-i', ...CUSTODY, '--', 'less', 'page'], dialogue)).toMatchObject({ code: 0 });
  });

  editor.test('vi writes what is typed', async () => {
    const place = newPlace();
    const dialogue = 'sleep 1; send "ifrom-the-keys\\033"; sleep 0.5; send ":w! out\\r"; must "out"; send ":q!\\r"';
    const vi = ['run', '-i', ...CUSTODY, '--', 'vi', '-u', 'NONE', '-i', 'NONE', '-n', 'new'];
    const result = await session(place, vi, dialogue);
    expect(result.code).toBe(0);
    expect(result.shown).toContain('from-the-keys');
  });

  terminal.test('--no-redact shows the output as it is, through a pipe', async () => {
    const script = '[ -t 1 ] && exit 9; echo "<$ROOT>"';
    const dialogue = `must "<${ROOT}>"`;
    const result = await session(newPlace(), ['run', '--no-redact', ...CUSTODY, '--', 'sh', '-c', script], dialogue);
    expect(result.code).toBe(0);
  });

  terminal.test.each([
    ['CI', 'true'],
    ['CI', '1'],
    ['TF_BUILD', 'True'],
    ['GITHUB_ACTIONS', 'true'],
    ['GITLAB_CI', 'true'],
    ['JENKINS_URL', 'https://ci.example.com'],
    ['TEAMCITY_VERSION', '2025.1'],
  ])('%s=%s: neither is for a job, and nothing is asked of the vault', async (name, value) => {
    for (const option of ['--interactive', '--no-redact']) {
      const command = ['run', option, ...CUSTODY, '--', 'true'];
      const result = await session(newPlace(), command, `must "is not for a CI job (${name} is set)"`, {
        [name]: value,
      });
      expect(result.code).toBe(2);
    }
    expect(await calls(emulator())).toEqual([]);
  });

  terminal.test('CI=false is no job', async () => {
    const command = ['run', '-i', ...CUSTODY, '--', 'sh', '-c', 'exit 6'];
    expect(await session(newPlace(), command, '', { CI: 'false' })).toMatchObject({ code: 6 });
  });

  test.each(['-i', '--interactive', '--no-redact'])('%s without a terminal is a wrong usage', async (option) => {
    const result = await newPlace().run(['run', option, ...CUSTODY, '--', process.execPath, '--version']);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain('standard input and standard output must be one');
    expect(await calls(emulator())).toEqual([]);
  });
});
