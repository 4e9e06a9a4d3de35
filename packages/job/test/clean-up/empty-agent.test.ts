import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyAgent } from '../../src/clean-up/on-this-machine.js';
import { EMPTY_LEDGER, type SshAgent } from '../../src/ledger/ledger.js';
import type { Command, RunCommand } from '../../src/platform.js';

const SOCKET = '/t/agent.sock';
const KEYS = ['ssh-ed25519 AAAA', 'ssh-rsa BBBB'];

/** What OpenSSH's programs answer: the real ones are in the tests of `fill-agent.ts`. */
interface Answers {
  /** `ssh-add -l`: 0 and 1 of an agent that answers, 2 where none listens. */
  readonly list: number;
  /** `ssh-add -d`: 0 where the agent had the key. */
  readonly remove?: number;
  /** `ssh-agent -k`. */
  readonly kill?: number;
  readonly ps?: string;
}

function scripted({ list, remove = 0, kill = 0, ps = '' }: Answers) {
  const ran: Command[] = [];
  const run: RunCommand = (command) => {
    ran.push(command);
    const exitCode = command.file === 'ssh-agent' ? kill : command.args.includes('-l') ? list : remove;
    return Promise.resolve(command.file === 'ps' ? { exitCode: 0, stdout: ps } : { exitCode, stdout: '' });
  };
  return { ran, run };
}

const empty = async (agent: SshAgent | undefined, answers: Answers, agentKeys: readonly string[] = KEYS) => {
  const { ran, run } = scripted(answers);
  const results = await emptyAgent({ ...EMPTY_LEDGER, agentKeys, ...(agent === undefined ? {} : { agent }) }, run);
  return { results, commands: ran.map(({ file, args }) => [file, ...args].join(' ')), ran };
};

const ENDED = { kind: 'done', what: 'Ended the ssh-agent.' };

test('without an agent there is nothing to do', async () => {
  expect(await empty(undefined, { list: 0 })).toEqual({ results: [], commands: [], ran: [] });
});

test("somebody else's agent loses our keys and goes on", async () => {
  const { results, commands, ran } = await empty({ socket: SOCKET }, { list: 0 });
  expect(results).toEqual([{ kind: 'done', what: 'Removed 2 keys from the ssh-agent.' }]);
  expect(commands).toEqual(['ssh-add -l', 'ssh-add -q -d -', 'ssh-add -q -d -']);
  expect(ran.slice(1).map(({ input }) => input)).toEqual(KEYS.map((key) => `${key}\n`));
});

test('only keys that it had are counted', async () => {
  expect((await empty({ socket: SOCKET }, { list: 1, remove: 1 })).results).toEqual([
    { kind: 'done', what: 'Removed 0 keys from the ssh-agent.' },
  ]);
  expect((await empty({ socket: SOCKET }, { list: 0 }, KEYS.slice(1))).results).toEqual([
    { kind: 'done', what: 'Removed 1 key from the ssh-agent.' },
  ]);
});

test('our own agent is ended, too', async () => {
  const { results, ran } = await empty({ socket: SOCKET, pid: '4711' }, { list: 0 });
  expect(results).toEqual([{ kind: 'done', what: 'Removed 2 keys from the ssh-agent.' }, ENDED]);
  expect(ran.at(-1)).toMatchObject({
    args: ['-k'],
    environment: { SSH_AUTH_SOCK: SOCKET, SSH_AGENT_PID: '4711' },
  });
});

test('one that does not end is told with its process', async () => {
  const { results } = await empty({ socket: SOCKET, pid: '4711' }, { list: 0, kill: 1 });
  expect(results[1]).toEqual({
    kind: 'failed',
    what: 'The ssh-agent (process 4711) did not end. It holds no key any more.',
  });
});

test('of an agent whose start main did not see the end of, the file of its start tells the process', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'empty-agent-')));
  try {
    const pidFile = join(folder, 'pid');
    writeFileSync(pidFile, 'SSH_AGENT_PID=815; export SSH_AGENT_PID;\n', { mode: 0o600 });
    const { ran } = await empty({ socket: SOCKET, pidFile }, { list: 0 });
    expect(ran.at(-1)?.environment).toMatchObject({ SSH_AGENT_PID: '815' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('an agent that nothing listens for any more', () => {
  test('is gone, whoever has started it', async () => {
    expect((await empty({ socket: SOCKET }, { list: 2 })).results).toEqual([]);
    expect((await empty({ socket: SOCKET, pid: '4711' }, { list: 2, ps: '/usr/bin/other' })).results).toEqual([]);
  });

  test('is ended where its process still runs: it holds the keys', async () => {
    const { results, commands } = await empty(
      { socket: SOCKET, pid: '4711' },
      { list: 2, ps: `ssh-agent -s -a ${SOCKET}` },
    );
    expect(results).toEqual([ENDED]);
    expect(commands.at(-1)).toBe('ssh-agent -k');
  });
});

test('an agent that says nothing is told of, and nothing else is tried', async () => {
  const { results, commands } = await empty({ socket: SOCKET, pid: '4711' }, { list: -1 });
  expect(results).toEqual([
    {
      kind: 'failed',
      what: 'The ssh-agent does not answer, so its keys could not be removed. End it on the machine that runs the job.',
    },
  ]);
  expect(commands).toEqual(['ssh-add -l']);
});

test('where there is no OpenSSH any more, that is said', async () => {
  const run: RunCommand = () => Promise.reject(new Error('ENOENT'));
  expect(await emptyAgent({ ...EMPTY_LEDGER, agent: { socket: SOCKET } }, run)).toEqual([
    {
      kind: 'failed',
      what: expect.stringMatching(
        /^The ssh-agent could not be emptied: ssh-add can't be run\. Install OpenSSH/,
      ) as string,
    },
  ]);
});
