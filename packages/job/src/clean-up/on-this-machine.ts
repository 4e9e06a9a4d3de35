import { failureMessage } from '@senhasegura-action/core/internal';
import { agentState, endAgent, isStillAgent, pidOfStarted, removeKey } from '../agent/ssh-agent.js';
import { removeEmptyFolder, removePrivateFile } from '../files/remove-private-file.js';
import { sideBySide } from '../files/side-by-side.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Platform, RunCommand } from '../platform.js';
import type { CleanUpResult } from './result.js';

/** Blanks the variables of the ledger: no CI system can unset one, and the post steps of other actions still run. */
export function blankVariables(
  { names }: Ledger,
  platform: Pick<Platform, 'exportVariables' | 'variablesStay'>,
): readonly CleanUpResult[] {
  if (names.length === 0 || platform.variablesStay === false) return [];
  platform.exportVariables(new Map(names.map((name) => [name, ''])));
  const shown = names.slice(0, 20).join(', ');
  const more = names.length > 20 ? ` and ${names.length - 20} more` : '';
  return [
    {
      kind: 'done',
      what: `Blanked ${names.length} ${names.length === 1 ? 'variable' : 'variables'}: ${shown}${more}.`,
    },
  ];
}

const SILENT: CleanUpResult = {
  kind: 'failed',
  what: 'The ssh-agent does not answer, so its keys could not be removed. End it on the machine that runs the job.',
};

/** Removes the keys of the ledger from the agent, and ends an agent that this run has started. */
export async function emptyAgent(ledger: Ledger, run: RunCommand): Promise<readonly CleanUpResult[]> {
  const { agent, agentKeys } = ledger;
  if (agent === undefined) return [];
  try {
    // Main may have been ended between the start of the agent and the writing down of its process id.
    const pid = agent.pid ?? (agent.pidFile === undefined ? undefined : await pidOfStarted(agent.pidFile));
    const state = await agentState(agent.socket, run);
    if (state === 'gone') {
      const unreachable = pid !== undefined && (await isStillAgent({ socket: agent.socket, pid }, run));
      return unreachable ? [await ended({ socket: agent.socket, pid }, run)] : [];
    }
    if (state === 'silent') return [SILENT];
    let removed = 0;
    for (const publicKey of agentKeys) if (await removeKey(publicKey, agent.socket, run)) removed += 1;
    const done: CleanUpResult = {
      kind: 'done',
      what: `Removed ${removed} ${removed === 1 ? 'key' : 'keys'} from the ssh-agent.`,
    };
    return pid === undefined ? [done] : [done, await ended({ socket: agent.socket, pid }, run)];
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

/** Removes the files of the ledger, then its folders from the inside out, where nobody else has put anything in. */
export async function removeFiles(
  { files, folders, terms }: Ledger,
  tempDir: string,
): Promise<readonly CleanUpResult[]> {
  const results: CleanUpResult[] = [];
  let removed = 0;
  const remove = async (path: string, count: 0 | 1): Promise<void> => {
    try {
      if (await removePrivateFile(path, tempDir)) removed += count;
    } catch (error) {
      results.push({ kind: 'failed', what: failureMessage(error) });
    }
  };
  await sideBySide(files, (path) => remove(path, 1));
  // No secret of a step, but what main kept for this: nobody else knows of it.
  if (terms?.copy !== undefined) await remove(terms.copy.path, 0);
  for (const folder of [...folders].reverse()) {
    try {
      await removeEmptyFolder(folder);
    } catch (error) {
      results.push({
        kind: 'failed',
        what: failureMessage(error),
      });
    }
  }
  if (removed > 0) results.unshift({ kind: 'done', what: `Removed ${removed} ${removed === 1 ? 'file' : 'files'}.` });
  return results;
}
