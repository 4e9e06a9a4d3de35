import { InputError } from '@senhasegura-action/core/internal';
import type { SshAgent } from '../ledger/ledger.js';
import type { Platform } from '../platform.js';
import { agentState, MissingProgram } from './ssh-agent.js';
import { SERVICE_PIPE } from './windows-programs.js';

/** What Windows' service does with a key: a job that is cut off before its clean-up leaves it there. */
const PERMANENT =
  "The keys go to the ssh-agent service of Windows, which keeps them for this user until somebody removes them, also when the machine starts anew. The clean-up of this job removes them; after one that never ran, 'ssh-add -D' does.";

/** Two kinds of OpenSSH: programs of the one do not see the other's agent. */
const OF_GIT =
  "The keys go to an ssh-agent of Git for Windows: its own ssh finds them, and so does git. That of Windows itself (System32\\OpenSSH) does not; git uses Git's unless core.sshCommand or GIT_SSH says otherwise.";

/**
 * The agent for the keys of a job on Windows: the one that the environment names, else one of Git for Windows for this job alone, else
 * the service of Windows where it runs.
 * @param startOwn starts one of Git's
 * @throws {InputError} where there is none of them
 */
export async function windowsAgent(
  { run, log, runningSocket = '' }: WindowsParts,
  startOwn: () => Promise<SshAgent>,
): Promise<SshAgent> {
  if (runningSocket !== '' && (await stateOf(runningSocket, run)) === 'answers') return { socket: runningSocket };
  if ((await stateOf(NOWHERE, run)) !== 'missing') {
    const agent = await startOwn();
    log.notice(OF_GIT);
    return agent;
  }
  if ((await stateOf(SERVICE_PIPE, run)) === 'answers') {
    log.warning(PERMANENT);
    return { socket: SERVICE_PIPE };
  }
  throw new InputError(
    'There is no ssh-agent: neither Git for Windows, which has one, nor the service of Windows, which does not run. Install Git for Windows on the machine that runs the job, or start the service in an earlier step as an administrator: "Set-Service ssh-agent -StartupType Manual; Start-Service ssh-agent". Or write the key to a file with "> path:NAME".',
  );
}

type WindowsParts = Pick<Platform, 'run' | 'log'> & {
  readonly runningSocket: string | undefined;
};

/** No agent's address, but one of Git's kind: whoever asks for it learns whether Git's programs are there. */
const NOWHERE = '/no-agent';

async function stateOf(
  socket: string,
  run: Platform['run'],
): Promise<Awaited<ReturnType<typeof agentState>> | 'missing'> {
  try {
    return await agentState(socket, run);
  } catch (error) {
    if (error instanceof MissingProgram) return 'missing';
    throw error;
  }
}
