import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { jest } from '@jest/globals';
import { exitStatusOf, runCommand } from '../../src/run-command/run-command.js';
import { request, runScript, runShell } from './run-to-end.js';
import { needs } from '../../../../test/harness/programs.js';

const shell = needs('sh');
const unix = needs('sh', 'coreutils');

// Each test starts processes: a machine that does much else takes its time for that.
jest.setTimeout(60_000);

const SECRET = 'S3cret "of" the/vault+ü';
const BASE64 = Buffer.from(SECRET).toString('base64');

describe('what a command prints', () => {
  shell.test('a secret in both outputs, each by itself', async () => {
    const { result, stdout, stderr } = await runShell('printf "a hunter22 b"; printf "c hunter22 d" >&2', ['hunter22']);
    expect(stdout.toString()).toBe('a *** b');
    expect(stderr.toString()).toBe('c *** d');
    expect(result).toEqual({ kind: 'exited', code: 0, output: 'whole' });
  });

  test('a secret that is printed one byte at a time', async () => {
    const script = `
      const bytes = Buffer.from('>' + process.argv[1] + '<');
      let at = 0;
      const next = () => at < bytes.length && process.stdout.write(bytes.subarray(at, ++at), () => setTimeout(next, 1));
      next();`;
    expect((await runScript(script, [SECRET], SECRET)).stdout.toString()).toBe('>***<');
  });

  test.each([
    ['base64', `Buffer.from(process.argv[1]).toString('base64')`, [BASE64]],
    [
      'base64 behind other text',
      `Buffer.from('a:' + process.argv[1]).toString('base64')`,
      [Buffer.from(`a:${SECRET}`).toString('base64').slice(4, -4)],
    ],
    ['JSON', 'JSON.stringify(process.argv[1]).slice(1, -1)', [JSON.stringify(SECRET).slice(1, -1)]],
    ['a URL', 'encodeURIComponent(process.argv[1])', [encodeURIComponent(SECRET)]],
  ])('a secret in the form of %s', async (_name, expression, forms) => {
    const { stdout } = await runScript(`process.stdout.write('>' + ${expression} + '<')`, [SECRET, ...forms], SECRET);
    expect(stdout.toString()).toMatch(/^>.{0,4}\*\*\*.{0,4}<$/);
  });

  test('a secret across every place where 64 KiB of output could be cut', async () => {
    const script = `
      const secret = process.argv[1];
      for (let before = 65536 - secret.length; before <= 65536; before++)
        process.stdout.write('.'.repeat(before) + secret + '\\n');`;
    const { stdout } = await runScript(script, ['hunter22'], 'hunter22');
    const lines = Array.from({ length: 9 }, (_, index) => `${'.'.repeat(65_528 + index)}***\n`);
    expect(stdout.toString() === lines.join('')).toBe(true);
  });

  test('bytes that are no text come through as they are', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 31 + (index >> 8)) % 256));
    const { stdout } = await runScript(
      `const b = Buffer.alloc(70000); for (let i = 0; i < 70000; i++) b[i] = (i * 31 + (i >> 8)) % 256; process.stdout.write(b)`,
      ['hunter22'],
    );
    expect(stdout.equals(bytes)).toBe(true);
  });

  shell.test('a part of a secret at the end of the output is shown', async () => {
    expect((await runShell('printf "hunter2"', ['hunter22'])).stdout.toString()).toBe('hunter2');
  });

  unix.test('what a script writes to its outputs by name', async () => {
    const { stdout, stderr } = await runShell('echo hunter22 > /dev/stderr; echo hunter22 | tee /dev/stdout', [
      'hunter22',
    ]);
    expect(stderr.toString()).toBe('***\n');
    expect(stdout.toString()).toBe('***\n***\n');
  });

  shell.test('also where pipes can not be made', async () => {
    const { whole, stdout, stderr } = request(['hunter22'], {
      command: '/bin/sh',
      args: ['-c', 'echo a hunter22; echo b hunter22 >&2'],
      environment: { PATH: '/nowhere' },
    });
    expect(await runCommand(whole)).toEqual({ kind: 'exited', code: 0, output: 'whole' });
    expect(stdout.text() + stderr.text()).toBe('a ***\nb ***\n');
  });
});

describe('what a command gets', () => {
  test('its arguments, which no shell reads', async () => {
    const args = ['$HOME', 'a b', '', `'"*;`];
    const { stdout } = await runScript('console.log(JSON.stringify(process.argv.slice(1)))', [], ...args);
    expect(JSON.parse(stdout.toString())).toEqual(args);
  });

  test('exactly the environment that is given', async () => {
    const inherited = Object.create({ INHERITED: '1' }) as Record<string, string>;
    const environment = Object.assign(inherited, { PATH: process.env.PATH, A: 'b\nc', ['__proto__x']: '' });
    const { whole, stdout } = request([], {
      command: process.execPath,
      args: ['-e', 'console.log(JSON.stringify(process.env))'],
      environment,
    });
    await runCommand(whole);
    expect(JSON.parse(stdout.text())).toEqual({ PATH: process.env.PATH, A: 'b\nc', __proto__x: '' });
  });

  unix.test('its input', async () => {
    const { stdout } = await runShell('tr a-z A-Z', [], {
      stdin: Readable.from([Buffer.from('one '), Buffer.from('two')]),
    });
    expect(stdout.toString()).toBe('ONE TWO');
  });

  unix.test('more input than it reads, without harm', async () => {
    const endless = new Readable({
      read() {
        this.push(Buffer.alloc(65_536, 'y'));
      },
    });
    const { result, stdout } = await runShell('head -c 3', [], { stdin: endless });
    expect(stdout.toString()).toBe('yyy');
    expect(result).toEqual({ kind: 'exited', code: 0, output: 'whole' });
    endless.destroy();
  });
});

describe('how a command ends', () => {
  shell.test('by an exit status', async () => {
    const { result } = await runShell('exit 42', []);
    expect(result).toEqual({ kind: 'exited', code: 42, output: 'whole' });
    expect(exitStatusOf(result)).toBe(42);
  });

  shell.test('by a signal', async () => {
    const { result } = await runShell('kill -9 $$', []);
    expect(result).toEqual({ kind: 'killed', signal: 'SIGKILL', output: 'whole' });
    expect(exitStatusOf(result)).toBe(137);
  });

  test('it can not start: not found', async () => {
    const result = await runCommand(request([], { command: 'there-is-no-such-command' }).whole);
    expect(result).toEqual({ kind: 'not-started', reason: 'not-found', code: 'ENOENT' });
    expect(exitStatusOf(result)).toBe(127);
  });

  test('it can not start: not executable', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'run-command-'));
    const command = join(folder, 'program');
    await writeFile(command, 'text');
    await chmod(command, 0o600);
    const result = await runCommand(request([], { command }).whole);
    await rm(folder, { recursive: true });
    expect(result).toEqual({ kind: 'not-started', reason: 'not-executable', code: 'EACCES' });
    expect(exitStatusOf(result)).toBe(126);
  });

  unix.test.each([
    ['an argument of more than 128 KiB', { args: ['x'.repeat(140_000)] }, 'E2BIG'],
    ['a variable of more than 128 KiB', { environment: { PATH: '/bin', A: 'x'.repeat(140_000) } }, 'E2BIG'],
    ['an argument with a NUL', { args: ['hunter\0'] }, 'ERR_INVALID_ARG_VALUE'],
    ['a variable with a NUL', { environment: { PATH: '/bin', A: 'hunter\0' } }, 'ERR_INVALID_ARG_VALUE'],
  ])('it can not start: %s', async (_name, parts, code) => {
    const result = await runCommand(request([], { command: '/bin/true', ...parts }).whole);
    expect(result).toEqual({ kind: 'not-started', reason: 'not-executable', code });
  });

  unix.test(
    'a process left behind that keeps the output open is listened to for the grace, and no longer',
    async () => {
      const { result, stdout } = await runShell(
        '(sleep 0.1; echo late hunter22; exec sleep 30) & echo $!',
        ['hunter22'],
        {
          grace: 1_000,
        },
      );
      expect(result).toEqual({ kind: 'exited', code: 0, output: 'cut-off' });
      const [pid, line] = stdout.toString().split('\n');
      expect(line).toBe('late ***');
      process.kill(Number(pid), 'SIGKILL');
    },
  );

  unix.test('a process that is left behind and ends its output in time loses nothing', async () => {
    const { result, stdout } = await runShell('(sleep 0.2; echo late) & echo early', []);
    expect(result).toEqual({ kind: 'exited', code: 0, output: 'whole' });
    expect(stdout.toString()).toBe('early\nlate\n');
  });
});
