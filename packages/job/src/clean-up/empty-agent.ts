import { removeKey } from '../agent/agent-key.js';
import type { RunCommand } from '../agent/run-command.js';
import { agentState, endAgent } from '../agent/ssh-agent.js';
import { failureMessage } from '@senhasegura-action/core/internal';
import type { Ledger } from '../ledger/ledger.js';
import type { CleanUpResult } from './clean-up-step.js';

const SILENT: CleanUpResult = {
  kind: 'failed',
  what: 'The ssh-agent does not answer, so its keys could not be removed. End it on the machine that runs the job.',
};

/** Removes the keys of the ledger from the agent, and ends an agent that this run has started. */
export async function emptyAgent(ledger: Ledger, run: RunCommand): Promise<readonly CleanUpResult[]> {
  const { agent, agentKeys } = ledger;
  if (agent === undefined) return [];
  try {
    const state = await agentState(agent.socket, run);
    if (state === 'gone') return [];
    if (state === 'silent') return [SILENT];
    let removed = 0;
    for (const publicKey of agentKeys) if (await removeKey(publicKey, agent.socket, run)) removed += 1;
    const done: CleanUpResult = {
      kind: 'done',
      what: `Removed ${removed} ${removed === 1 ? 'key' : 'keys'} from the ssh-agent.`,
    };
    return agent.pid === undefined ? [done] : [done, await ended({ socket: agent.socket, pid: agent.pid }, run)];
  } catch (error) {
    return [{ kind: 'failed', what: `The ssh-agent could not be emptied: ${failureMessage(error)}` }];
  }
}

async function ended(
  agent: { readonly socket: string; readonly pid: string },
  run: RunCommand,
): Promise<CleanUpResult> {
  return (await endAgent(agent, run))
    ? { kind: 'done', what: 'Ended the ssh-agent.' }
    : { kind: 'failed', what: `The ssh-agent (process ${agent.pid}) did not end. It holds no key any more.` };
}
