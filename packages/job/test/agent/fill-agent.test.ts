import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AgentKey, type AgentParts, fillAgent } from '../../src/agent/fill-agent.js';
import { spawnCommand } from '../../src/agent/spawn-command.js';
import { agentAnswers, endAgent, startAgent } from '../../src/agent/ssh-agent.js';
import { emptyAgent } from '../../src/clean-up/on-this-machine.js';
import { InputError } from '../../../core/src/errors/senhasegura-error.js';
import { openLedgerBook } from '../../src/ledger/ledger-book.js';
import { type MadeKey, keysIn, makeKey, run } from './real-ssh.js';
import { needs } from '../../../../test/harness/programs.js';

const NOTHING = (): void => undefined;
const NO_LOG = { debug: NOTHING, info: NOTHING, notice: NOTHING, warning: NOTHING };

const { test } = needs('openssh');
const scripted = needs('openssh', 'sh', 'coreutils');

let tempDir: string;
let parts: AgentParts;

beforeEach(() => {
  tempDir = mkdtempSync(join(tmpdir(), 'senhasegura-agent-'));
  const privateFolder = join(tempDir, 'private');
  mkdirSync(privateFolder, { mode: 0o700 });
  const ledger = openLedgerBook({ save: () => undefined, load: () => undefined });
  parts = { run, system: 'linux', log: NO_LOG, ledger, runningSocket: undefined, privateFolder, tempDir };
});

afterEach(async () => {
  await emptyAgent(parts.ledger.current, run);
  rmSync(tempDir, { recursive: true, force: true });
});

let ed25519: MadeKey;
let rsa: MadeKey;
let locked: MadeKey;
beforeAll(() => {
  ed25519 = makeKey(['-t', 'ed25519']);
  rsa = makeKey(['-t', 'rsa', '-b', '2048', '-m', 'PEM']);
  locked = makeKey(['-t', 'ed25519'], 'fake pass phrase');
});
const keyOf = ({ privateKey }: { privateKey: string }, passphrase?: string): AgentKey => ({
  reference: 'ssh:1#private_key',
  privateKey,
  ...(passphrase === undefined ? {} : { passphrase }),
});

test('keys of three kinds reach an agent that is started for them, and everything is taken back', async () => {
  const agent = await fillAgent([keyOf(ed25519), keyOf(rsa), keyOf(locked, 'fake pass phrase')], parts);
  expect(await keysIn(agent.socket)).toEqual([ed25519.publicKey, rsa.publicKey, locked.publicKey]);
  expect(parts.ledger.current.agent).toEqual(agent);
  const results = await emptyAgent(parts.ledger.current, run);
  expect(results.map(({ what }) => what)).toEqual(['Removed 3 keys from the ssh-agent.', 'Ended the ssh-agent.']);
  expect(await agentAnswers(agent.socket, run)).toBe(false);
});

test('an agent that runs is used, keeps its own keys, and goes on', async () => {
  const running = await startAgent(join(tempDir, 'own.sock'), join(tempDir, 'own.pid'), run);
  try {
    await run({
      file: 'ssh-add',
      args: ['-q', '-'],
      input: rsa.privateKey,
      environment: { SSH_AUTH_SOCK: running.socket },
    });
    const agent = await fillAgent([keyOf(ed25519)], { ...parts, runningSocket: running.socket });
    expect(agent).toEqual({ socket: running.socket });
    expect(await keysIn(running.socket)).toEqual([rsa.publicKey, ed25519.publicKey]);
    await emptyAgent(parts.ledger.current, run);
    expect(await keysIn(running.socket)).toEqual([rsa.publicKey]);
    expect(await agentAnswers(running.socket, run)).toBe(true);
  } finally {
    await endAgent(running, run);
  }
});

test('no file holds the key or its passphrase', async () => {
  await fillAgent([keyOf(locked, 'fake pass phrase')], parts);
  const files = readdirSync(tempDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name)).toEqual(['askpass-0']);
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    expect(readFileSync(path, 'utf8')).not.toMatch(/fake pass phrase|PRIVATE KEY/);
    expect(statSync(path).mode & 0o777).toBe(0o700);
  }
});

test('agent and public keys are in the ledger before the key is added', async () => {
  const seen: unknown[] = [];
  const watching: AgentParts['run'] = (command) => {
    if (command.args.includes('-')) seen.push(parts.ledger.current.agentKeys, parts.ledger.current.agent?.pid);
    return run(command);
  };
  await fillAgent([keyOf(ed25519)], { ...parts, run: watching });
  expect(seen).toEqual([[ed25519.publicKey], expect.stringMatching(/^\d+$/)]);
});

test.each([
  ['a wrong passphrase', () => keyOf(locked, 'wrong')],
  ['no passphrase', () => keyOf(locked)],
  ['no key at all', () => keyOf({ privateKey: 'plainly no key' })],
])('%s is an error that names the reference and shows nothing of the key', async (_, key) => {
  const failure: unknown = await fillAgent([key()], parts).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(InputError);
  expect(String(failure)).toContain('ssh:1#private_key');
  expect(String(failure)).not.toMatch(/plainly|wrong/);
});

test('line ends of another system are no trouble', async () => {
  const agent = await fillAgent([keyOf({ privateKey: ed25519.privateKey.trimEnd().replaceAll('\n', '\r\n') })], parts);
  expect(await keysIn(agent.socket)).toEqual([ed25519.publicKey]);
});

/** Gives up, as a process that is ended, once the agent has been started: its id never comes to the ledger. */
const endedAfterStart: AgentParts['run'] = async (command) => {
  const outcome = await run(command);
  if (command.file === 'ssh-agent') throw new Error('ended here');
  return outcome;
};

test('an agent whose id never came to the ledger ends all the same', async () => {
  await expect(fillAgent([keyOf(ed25519)], { ...parts, run: endedAfterStart })).rejects.toThrow();
  const { agent, files } = parts.ledger.current;
  expect(agent).toMatchObject({ socket: expect.stringContaining('agent.sock') as string });
  expect(agent?.pid).toBeUndefined();
  expect(files).toEqual([agent?.pidFile]);
  const socket = agent?.socket ?? '';
  expect(await agentAnswers(socket, run)).toBe(true);
  const results = await emptyAgent(parts.ledger.current, run);
  expect(results.map(({ what }) => what)).toEqual(['Removed 0 keys from the ssh-agent.', 'Ended the ssh-agent.']);
  expect(await agentAnswers(socket, run)).toBe(false);
});

needs('openssh', 'ps').test('an agent whose socket somebody has removed ends all the same', async () => {
  const { socket, pid = '' } = await fillAgent([keyOf(ed25519)], parts);
  rmSync(socket);
  expect(await emptyAgent(parts.ledger.current, run)).toEqual([{ kind: 'done', what: 'Ended the ssh-agent.' }]);
  expect((await run({ file: 'ps', args: ['-o', 'stat=', '-p', pid] })).stdout).toMatch(/^(?:Z.*\n)?$/);
});

test('a process that has the id by now is left alone', async () => {
  const agent = { socket: join(tempDir, 'never.sock'), pid: String(process.pid) };
  parts.ledger.write({ agent });
  expect(await emptyAgent(parts.ledger.current, run)).toEqual([]);
});

scripted.test('an ssh-add that leaves a child holding its output is not waited for', async () => {
  const folder = join(tempDir, 'bin');
  mkdirSync(folder);
  const real = execFileSync('sh', ['-c', 'command -v ssh-add'], { encoding: 'utf8' }).trim();
  writeFileSync(
    join(folder, 'ssh-add'),
    `#!/bin/sh\nsleep 300 & echo $! >>"${tempDir}/children"\nexec ${real} "$@"\n`,
    {
      mode: 0o755,
    },
  );
  const PATH = `${folder}:${process.env.PATH ?? ''}`;
  try {
    const agent = await fillAgent([keyOf(ed25519)], { ...parts, run: spawnCommand({ PATH }) });
    expect(await keysIn(agent.socket)).toEqual([ed25519.publicKey]);
    await emptyAgent(parts.ledger.current, spawnCommand({ PATH }));
    expect(await agentAnswers(agent.socket, run)).toBe(false);
  } finally {
    for (const pid of readFileSync(join(tempDir, 'children'), 'utf8').trim().split('\n')) process.kill(Number(pid));
  }
});

test('Windows’ own OpenSSH is answered by a batch file, that of Git by the shell’s script, and neither has the passphrase', async () => {
  const scriptFor = async (socket: string) => {
    const scripts: string[] = [];
    const ofWindows: AgentParts['run'] = ({ args, environment = {} }) => {
      const { SSH_ASKPASS = '' } = environment;
      if (SSH_ASKPASS !== '')
        scripts.push(SSH_ASKPASS.slice(-'askpass-0.cmd'.length), readFileSync(SSH_ASKPASS, 'utf8'));
      return Promise.resolve({ exitCode: args.includes('-l') ? 1 : 0, stdout: '' });
    };
    const own = { ...parts, privateFolder: mkdtempSync(join(tempDir, 'own-')), runningSocket: socket };
    await fillAgent([keyOf(locked, 'fake pass phrase')], { ...own, system: 'win32', run: ofWindows });
    return scripts;
  };
  expect(await scriptFor('\\\\.\\pipe\\openssh-ssh-agent')).toEqual([
    'askpass-0.cmd',
    expect.stringMatching(/^@echo off\r\n.*\r\necho\(!SENHASEGURA_KEY_PASSPHRASE!\r\nexit \/b 0\r\n$/s),
  ]);
  expect(await scriptFor('/tmp/ssh-x/agent.1')).toEqual([
    expect.stringMatching(/askpass-0$/),
    expect.stringMatching(/^#!\/bin\/sh\n/),
  ]);
  expect(JSON.stringify([...(await scriptFor('//./pipe/x'))])).not.toContain('fake pass phrase');
});
