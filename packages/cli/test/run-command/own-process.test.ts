import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { compileProgram } from './own-process.js';
import { needs } from '../../../../test/harness/programs.js';
import { Kept } from './run-to-end.js';

// Each test starts processes: a machine that does much else takes its time for that.
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'own-process-'));
const program = compileProgram(folder);
const NODE = process.execPath;

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** In a session of its own, so without a terminal, as in a CI job. */
function start(command: string, args: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(command, args, { detached: true, env: { ...process.env, ...environment } });
  const [stdout, stderr] = [new Kept(), new Kept()];
  child.stdout.pipe(stdout);
  child.stderr.pipe(stderr);
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  return { child, stdout, stderr, closed };
}

/** A line of `sh`, in which `"$@"` runs a command without the secret `hunter22`. */
function shell(line: string, environment: Record<string, string> = {}) {
  return start('bash', ['-o', 'pipefail', '-c', line, 'bash', NODE, program, 'hunter22'], environment);
}

needs('bash', 'coreutils').test('64 MiB and a slow reader: all arrives, and memory stays flat', async () => {
  const peakFile = join(folder, 'peak');
  const writes = `
    const line = Buffer.from('.'.repeat(1000) + ' hunter22 ' + '.'.repeat(14) + '\\n'.repeat(1));
    let left = 64 * 1024;
    const next = () => { while (left-- > 0) if (!process.stdout.write(line)) { process.stdout.once('drain', next); return; } };
    next();`;
  const { stdout, closed } = shell(`"$@" ${NODE} -e "$SCRIPT" | { sleep 1; wc -c; }`, {
    SCRIPT: writes,
    PEAK_FILE: peakFile,
  });
  await closed;
  expect(Number(stdout.text())).toBe(64 * 1024 * (1000 + ' *** '.length + 14 + 1));
  expect(Number(readFileSync(peakFile, 'utf8'))).toBeLessThan(110_000);
});

needs('bash', 'coreutils').test('its input, from where this process has it', async () => {
  const { stdout, closed } = shell(`printf 'one hunter22 two' | "$@" cat`);
  expect(await closed).toEqual([0, null]);
  expect(stdout.text()).toBe('one *** two');
});

needs('bash', 'coreutils').describe('a reader that goes away', () => {
  test('ends the command as in a shell pipeline, and quietly', async () => {
    const { stdout, stderr, closed } = shell(`"$@" yes | head -n 1; echo "\${PIPESTATUS[0]}"`);
    await closed;
    expect(stdout.text()).toBe('y\n141\n');
    expect(stderr.text()).toBe('');
  });

  test('leaves alone a command that does not mind', async () => {
    const { stdout, stderr, closed } = shell(
      `"$@" sh -c 'trap "" PIPE; echo first; while echo more; do :; done 2> /dev/null; exit 9' | head -n 1; echo "\${PIPESTATUS[0]}"`,
    );
    await closed;
    expect(stdout.text()).toBe('first\n9\n');
    expect(stderr.text()).toBe('');
  });

  test('of the errors leaves the output alone', async () => {
    const { stdout, closed } = shell(
      `"$@" sh -c 'trap "" PIPE; while echo e >&2; do :; done; echo out' 2> >(head -n 1 > /dev/null)`,
    );
    await closed;
    expect(stdout.text()).toBe('out\n');
  });
});

needs('bash', 'coreutils').test('a full disk is an error, whatever the command itself returns', async () => {
  const { stderr, closed } = shell(`"$@" echo something > /dev/full`);
  expect((await closed)[0]).toBe(1);
  expect(stderr.text()).toContain('The output of the command could not be written (ENOSPC).');
});

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH'] as const;

test.each(SIGNALS)('%s, sent to this process alone, reaches the command', async (signal) => {
  const script = `
    process.once('${signal}', () => { console.log('got it'); process.exit(17); });
    setInterval(() => undefined, 1000);
    console.log('ready');`;
  const { child, stdout, closed } = start(NODE, [program, 'hunter22', NODE, '-e', script]);
  await stdout.has('ready\n');
  child.kill(signal);
  expect(await closed).toEqual([17, null]);
  expect(stdout.text()).toBe('ready\ngot it\n');
});

needs('script').test('Ctrl-C at a terminal reaches the command once', async () => {
  // At its first SIGINT the command has its parent relay a SIGUSR1: a relayed SIGINT would have come before that.
  const script = `
    let count = 0;
    process.on('SIGINT', () => { count++; if (count === 1) process.kill(process.ppid, 'SIGUSR1'); });
    process.on('SIGUSR1', () => { console.log('SIGINT: ' + count); process.exit(5); });
    setInterval(() => undefined, 1000);
    console.log('ready');`;
  const line = `exec ${NODE} ${program} hunter22 ${NODE} -e "$SCRIPT"`;
  const { child, stdout, closed } = start('script', ['-qec', line, '/dev/null'], { SCRIPT: script, SHELL: '/bin/sh' });
  await stdout.has('ready');
  child.stdin.write('\x03');
  expect(await closed).toEqual([5, null]);
  expect(stdout.text()).toContain('SIGINT: 1');
});
