import { createHash } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { failureMessage, type Log, systemCode } from '@senhasegura-action/core/internal';
import { type LedgerBook, openLedgerBook, parseLedger, reportCleanUp } from '@senhasegura-action/job';
import type { Terminal } from '../terminal/terminal.js';
import { type StateFile, stateFileNames, stateFileNamed } from './state-file.js';
import { releaseCommand, takeBackHere } from './take-back.js';

interface Surroundings {
  readonly terminal: Pick<Terminal, 'environment' | 'home' | 'tempDir'>;
  readonly log: Pick<Log, 'info' | 'warning'>;
}

/** The ledger of a command that takes everything back itself. */
interface CommandLedger {
  readonly ledger: LedgerBook;
  /** Everything has been given back, or told. */
  readonly close: () => void;
}

/**
 * Opens the ledger of this process. It lies in a state file for as long as there is something to take back: a process that is killed
 * (SIGKILL, no memory) can say nothing any more, so the next command does, and takes back what that one left on this machine.
 */
export async function openCommandLedger(surroundings: Surroundings): Promise<CommandLedger> {
  const { terminal, log } = surroundings;
  await takeBackOfTheKilled(surroundings);
  const state = stateFileNamed(nameOf(machine(), process.pid), terminal);
  let isKept = true;
  const save = (text: string): void => {
    try {
      if (isKept) state.save(text);
    } catch (error) {
      // A home that nobody may write into, as in many a container, keeps no command from its work.
      isKept = false;
      log.info(`Nothing would tell what this process holds, should it be killed: ${failureMessage(error)}`);
    }
  };
  const close = (): void => {
    try {
      state.remove();
    } catch (error) {
      log.warning(failureMessage(error));
    }
  };
  return { ledger: openLedgerBook({ save, load: () => undefined }), close };
}

/** The ledger of a command that reads nothing. */
export const forgetfulLedger = (): LedgerBook => openLedgerBook({ save: () => undefined, load: () => undefined });

/**
 * What processes left that are gone. Files and agents are removed. Custody is told and not released: it belongs to the authorization,
 * under which another job may have taken it since, and these settings may lead to another vault.
 */
async function takeBackOfTheKilled({ terminal, log }: Surroundings): Promise<void> {
  for (const { pid, state } of ofTheKilled(terminal)) {
    try {
      const text = state.load();
      if (text !== undefined) {
        const ledger = parseLedger(text);
        reportCleanUp(await takeBackHere(ledger, terminal), log);
        if (ledger.custodies.length > 0) log.warning(held(pid, ledger.custodies));
      }
      state.remove();
    } catch (error) {
      log.warning(failureMessage(error));
    }
  }
}

const held = (pid: number, custodies: readonly string[]): string =>
  `A command that was killed (process ${pid}) may hold the custody of credential ${custodies.join(', ')}. Where no other job has it now, release it with that command's settings: ${releaseCommand(custodies, { settings: new Map() })}`;

function ofTheKilled(
  terminal: Surroundings['terminal'],
): readonly { readonly pid: number; readonly state: StateFile }[] {
  const here = machine();
  return stateFileNames(terminal).flatMap((name) => {
    const pid = Number(/^command-[0-9a-f]{16}-([1-9]\d{0,9})\.json$/.exec(name)?.[1]);
    // One with the number of this process is of an earlier one: this process has none yet.
    const isGone = name === nameOf(here, pid) && (pid === process.pid || !lives(pid));
    return isGone ? [{ pid, state: stateFileNamed(name, terminal) }] : [];
  });
}

const nameOf = (where: string, pid: number): string => `command-${where}-${pid}.json`;

/** Where a process number means the same process: a home can be shared by machines and by containers. */
function machine(): string {
  return createHash('sha256').update(`${hostname()}\n${namespace()}`).digest('hex').slice(0, 16);
}

/** pid_namespaces(7). */
function namespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/** Whether there is such a process, also one of another user. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}
