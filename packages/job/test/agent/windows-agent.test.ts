import { InputError } from '../../../core/src/errors/senhasegura-error.js';
import type { Command, RunCommand } from '../../src/platform.js';
import { windowsAgent } from '../../src/agent/windows-agent.js';
import { SERVICE_PIPE } from '../../src/agent/windows-programs.js';

/** Programs of Windows as what `ssh-add -l` says of each agent's address; those of a kind that is not installed can't be run. */
function machine(installed: { readonly git: boolean; readonly agents: Readonly<Record<string, number>> }) {
  const said: string[] = [];
  const run: RunCommand = ({ file, args, environment = {} }: Command) => {
    expect([file, ...args]).toEqual(['ssh-add', '-l']);
    const socket = environment.SSH_AUTH_SOCK ?? '';
    if (socket !== SERVICE_PIPE && !installed.git) return Promise.reject(new Error('spawn ENOENT'));
    return Promise.resolve({ exitCode: installed.agents[socket] ?? 2, stdout: '' });
  };
  const say = (message: string): void => {
    said.push(message);
  };
  const log = { debug: say, info: say, notice: say, warning: say };
  const own = { socket: 'D:/sg-1/agent.sock', pid: '7' };
  return {
    said,
    agentFor: (runningSocket?: string) => windowsAgent({ run, log, runningSocket }, () => Promise.resolve(own)),
    own,
  };
}

test('an agent that runs is used, Git’s or the service by its pipe', async () => {
  const { agentFor, said } = machine({ git: true, agents: { '/tmp/ssh-x/agent.1': 1, [SERVICE_PIPE]: 0 } });
  expect(await agentFor('/tmp/ssh-x/agent.1')).toEqual({ socket: '/tmp/ssh-x/agent.1' });
  expect(await agentFor(SERVICE_PIPE)).toEqual({ socket: SERVICE_PIPE });
  expect(said).toEqual([]);
});

test('else one of Git for Windows is started, and a notice says who does not see it', async () => {
  const { agentFor, own, said } = machine({ git: true, agents: { [SERVICE_PIPE]: 0 } });
  expect(await agentFor()).toEqual(own);
  expect(await agentFor('/gone')).toEqual(own);
  expect(said).toEqual([expect.stringContaining('System32\\OpenSSH'), expect.stringContaining('Git for Windows')]);
});

test('without Git the service is used where it runs, and a warning says that it keeps keys', async () => {
  const { agentFor, said } = machine({ git: false, agents: { [SERVICE_PIPE]: 1 } });
  expect(await agentFor('/gone')).toEqual({ socket: SERVICE_PIPE });
  expect(said).toEqual([expect.stringMatching(/keeps them for this user until somebody removes them/)]);
});

test('where there is neither, a sentence says the way', async () => {
  const { agentFor } = machine({ git: false, agents: {} });
  await expect(agentFor()).rejects.toThrow(InputError);
  await expect(agentFor()).rejects.toThrow(/Install Git for Windows.*Start-Service ssh-agent.*> path:NAME/);
});
