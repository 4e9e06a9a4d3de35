import { EventEmitter } from 'node:events';
import { jest } from '@jest/globals';
import { askingToEnd, relaySignals, statInForeground } from '../../src/run-command/relay-signals.js';
import { exitStatusOf, runCommand } from '../../src/run-command/run-command.js';
import { request } from './run-to-end.js';
import { needs } from '../../../../test/harness/programs.js';

const shell = needs('sh', 'coreutils');

// Each test starts processes: a machine that does much else takes its time for that.
jest.setTimeout(60_000);

const ALL = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH'] as const;

/** Prints each signal it gets, and ends at the first `SIGTERM`. */
const LISTENER = `
  for (const signal of ${JSON.stringify(ALL)}) process.on(signal, () => {
    process.stdout.write(signal + '\\n');
    if (signal === 'SIGTERM') process.exit(7);
  });
  setInterval(() => undefined, 1000);
  process.stdout.write('ready\\n');`;

function listening(inForeground: boolean) {
  return request([], { command: process.execPath, args: ['-e', LISTENER], inForeground: () => inForeground });
}

test.each(ALL)('%s reaches the command', async (signal) => {
  const { whole, stdout, signals } = listening(false);
  const running = runCommand(whole);
  await stdout.has('ready\n');
  signals.emit(signal, signal);
  await stdout.has(`${signal}\n`);
  signals.emit('SIGTERM', 'SIGTERM');
  expect(await running).toEqual({ kind: 'exited', code: 7, output: 'whole' });
  expect(signals.eventNames()).toEqual([]);
});

test('in the foreground of a terminal its own signals are not sent a second time', async () => {
  const { whole, stdout, signals } = listening(true);
  const running = runCommand(whole);
  await stdout.has('ready\n');
  for (const signal of ALL.filter((each) => each !== 'SIGTERM')) signals.emit(signal, signal);
  await stdout.has('SIGUSR2\n');
  signals.emit('SIGTERM', 'SIGTERM');
  expect(await running).toEqual({ kind: 'exited', code: 7, output: 'whole' });
  const [ready, ...got] = stdout.text().trim().split('\n');
  expect(ready).toBe('ready');
  expect(got.sort()).toEqual(['SIGHUP', 'SIGTERM', 'SIGUSR1', 'SIGUSR2']);
});

shell.test('a command that does not handle the signal is killed by it', async () => {
  const { whole, stdout, signals } = request([], { command: 'sh', args: ['-c', 'echo ready; exec sleep 30'] });
  const running = runCommand(whole);
  await stdout.has('ready\n');
  signals.emit('SIGINT', 'SIGINT');
  const result = await running;
  expect(result).toEqual({ kind: 'killed', signal: 'SIGINT', output: 'whole' });
  expect(exitStatusOf(result)).toBe(130);
});

shell.test('once the command has ended, a signal ends the waiting for what it left behind', async () => {
  const script = 'sleep 60 & echo $!';
  const { whole, stdout, signals } = request([], { command: 'sh', args: ['-c', script], grace: 60_000 });
  const running = runCommand(whole);
  await stdout.has('\n');
  const again = setInterval(() => signals.emit('SIGHUP', 'SIGHUP'), 20);
  expect(await running).toMatchObject({ output: 'cut-off' });
  clearInterval(again);
  process.kill(Number(stdout.text()), 'SIGKILL');
});

test('a signal that comes before the command has started is handed on when it has, wherever it came from', () => {
  const signals = new EventEmitter();
  const relay = relaySignals(signals, () => true);
  const got: string[] = [];
  signals.emit('SIGINT', 'SIGINT');
  relay.started((signal) => void got.push(signal));
  expect(got).toEqual(['SIGINT']);
  relay.stop();
  signals.emit('SIGTERM', 'SIGTERM');
  expect(got).toEqual(['SIGINT']);
});

describe('SIGBREAK, which Windows alone has', () => {
  const WINDOWS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1, SIGBREAK: 21, SIGWINCH: 28 } as const;

  test('ends the waiting as SIGTERM does once the command has ended', async () => {
    const signals = new EventEmitter();
    const relay = relaySignals(signals, () => true, WINDOWS);
    relay.started(() => undefined);
    relay.ended();
    signals.emit('SIGBREAK', 'SIGBREAK');
    await relay.interrupted;
    relay.stop();
    expect(signals.eventNames()).toEqual([]);
  });

  test('is not sent on: the console has sent it to the command as well. One that came too early for that ends the command', () => {
    const signals = new EventEmitter();
    const relay = relaySignals(signals, () => true, WINDOWS);
    const got: string[] = [];
    signals.emit('SIGBREAK', 'SIGBREAK');
    relay.started((signal) => void got.push(signal));
    signals.emit('SIGBREAK', 'SIGBREAK');
    expect(got).toEqual(['SIGTERM']);
    relay.stop();
  });

  test('is not listened for where there is none, and neither is what Windows lacks', () => {
    expect(askingToEnd({ SIGINT: 2, SIGTERM: 15, SIGHUP: 1, SIGQUIT: 3 })).toEqual([
      'SIGINT',
      'SIGTERM',
      'SIGHUP',
      'SIGQUIT',
    ]);
    const signals = new EventEmitter();
    relaySignals(signals, () => true, WINDOWS);
    expect(signals.eventNames()).toEqual(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK', 'SIGWINCH']);
  });
});

test.each([
  ['in the foreground', '12 (node) S 1 40 40 34816 40 4194304', true],
  ['in the background', '12 (node) S 1 41 40 34816 40 4194304', false],
  ['without a terminal', '12 (node) S 1 40 40 0 -1 4194304', false],
  ['with a name that looks like the rest', '12 (a) S 1 2 3 0 -1 (b) S 1 40 40 34816 40 4194304', true],
])('a process %s', (_name, stat, expected) => {
  expect(statInForeground(stat)).toBe(expected);
});
