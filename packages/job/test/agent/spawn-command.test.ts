import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnCommand } from '../../src/agent/spawn-command.js';
import { needs } from '../../../../test/harness/programs.js';

const PATH = process.env.PATH ?? '/usr/bin:/bin';
const run = spawnCommand({ PATH, HOME: '/home/me', INPUT_CLIENTSECRET: 'hush', SECRET_X: 'hush', SSH_AUTH_SOCK: '/s' });
const sh = (script: string) => ({ file: 'sh', args: ['-c', script] });

needs('sh', 'coreutils').test('what a program reads and writes, and how it ends', async () => {
  const input = `line\n${'x'.repeat(300_000)}`;
  expect(await run({ ...sh('cat; exit 3'), input })).toEqual({ exitCode: 3, stdout: input });
});

needs('sh', 'coreutils').test('it gets what it needs, what it is given, and no secret of this process', async () => {
  const { stdout } = await run({ ...sh('env'), environment: { SSH_AUTH_SOCK: '/given' } });
  const names = stdout.split('\n').filter((line) => /^(?!PWD=|SHLVL=|_=|OLDPWD=).+/.test(line));
  expect(names.sort()).toEqual(['HOME=/home/me', `PATH=${PATH}`, 'SSH_AUTH_SOCK=/given']);
});

needs('coreutils').test('arguments are no shell words', async () => {
  expect((await run({ file: 'printf', args: ['%s|', '$HOME', '; exit 1', ''] })).stdout).toBe('$HOME|; exit 1||');
});

needs('sh').test('a program that reads nothing of its input is no failure', async () => {
  expect(await run({ ...sh('exec <&-; exit 0'), input: 'x'.repeat(1_000_000) })).toEqual({ exitCode: 0, stdout: '' });
});

needs('sh').test('one that is killed has not ended well', async () => {
  expect((await run(sh('kill -9 $$'))).exitCode).not.toBe(0);
});

test('one that is not there is an error', async () => {
  await expect(run({ file: 'no-such-program-here', args: [] })).rejects.toThrow(/ENOENT/);
});

needs('sh', 'coreutils').test('one that never ends is ended', async () => {
  const impatient = spawnCommand({ PATH }, 100);
  expect(await impatient(sh('exec sleep 3600'))).toEqual({ exitCode: -1, stdout: '' });
});

needs('sh', 'coreutils').test('the end of its output is not waited for when another holds it', async () => {
  const { exitCode, stdout } = await run(sh('sleep 300 & echo $!'));
  expect(exitCode).toBe(0);
  expect(process.kill(Number(stdout))).toBe(true);
});

needs('sh', 'coreutils').test('what it prints goes to a file of its own, whoever lives to read it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'senhasegura-spawn-'));
  try {
    const outputFile = join(folder, 'printed');
    expect(await run({ ...sh('echo here; exit 3'), outputFile })).toEqual({ exitCode: 3, stdout: 'here\n' });
    expect(readFileSync(outputFile, 'utf8')).toBe('here\n');
    expect(statSync(outputFile).mode & 0o777).toBe(0o600);
    await expect(run({ ...sh('true'), outputFile })).rejects.toThrow('EEXIST');
    const other = join(folder, 'other');
    await expect(run({ file: 'no-such-program-here', args: [], outputFile: other })).rejects.toThrow('ENOENT');
    expect(existsSync(other)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
