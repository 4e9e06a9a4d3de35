import { closeSync, openSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** Where signals come from: `process`. */
export interface SignalSource {
  readonly on: (signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void) => unknown;
  readonly off: (signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void) => unknown;
}

type Kill = (signal: NodeJS.Signals) => void;

interface SignalRelay {
  /** The command runs: hands on what came before, and from now on what comes. */
  readonly started: (kill: Kill) => void;
  /** The command has ended: a signal that asks to end is now for this process. */
  readonly ended: () => void;
  /** Such a signal came. */
  readonly interrupted: Promise<void>;
  readonly stop: () => void;
}

/**
 * SIGBREAK is of Windows alone: Ctrl-Break, with which a GitHub runner follows up the Ctrl-C of a cancel (actions/runner,
 * ProcessInvoker). SIGHUP comes there when the console is closed.
 */
const THAT_ASK_TO_END: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGBREAK'];
const OTHERS: readonly NodeJS.Signals[] = ['SIGUSR1', 'SIGUSR2', 'SIGWINCH'];
const OF_TERMINAL: ReadonlySet<NodeJS.Signals> = new Set<NodeJS.Signals>(['SIGINT', 'SIGQUIT', 'SIGWINCH', 'SIGBREAK']);

/** The signals of an operating system: their names, with numbers of its own. */
export type SystemSignals = Readonly<Partial<Record<NodeJS.Signals, number>>>;

/** The signals that ask a process to end, on a system that has them. */
export const askingToEnd = (system: SystemSignals = constants.signals): readonly NodeJS.Signals[] =>
  THAT_ASK_TO_END.filter((signal) => system[signal] !== undefined);

/**
 * Hands the signals of this process on to a command, instead of being ended by them.
 *
 * A terminal sends what its keys and its size bring about (Ctrl-C: SIGINT, Ctrl-\\: SIGQUIT, SIGWINCH; Ctrl-Break: SIGBREAK) to every process of
 * the foreground group, so a command has it already. A second SIGINT would make many a program break off its orderly end.
 * So these are not handed on while this process is in the foreground of a terminal; elsewhere, as in CI jobs, where
 * a runner signals this process alone, they are. The others always are.
 */
export function relaySignals(
  source: SignalSource,
  inForeground: () => boolean,
  system: SystemSignals = constants.signals,
): SignalRelay {
  const toEnd = new Set(askingToEnd(system));
  const relayed = [...toEnd, ...OTHERS.filter((signal) => system[signal] !== undefined)];
  const early: NodeJS.Signals[] = [];
  let hand: Kill = (signal) => void early.push(signal);
  let interrupt: () => void = () => undefined;
  const interrupted = new Promise<void>((resolve) => (interrupt = resolve));

  const listener = (signal: NodeJS.Signals) => {
    hand(signal);
  };
  for (const signal of relayed) source.on(signal, listener);

  return {
    started: (kill) => {
      // To end a process is all that one can do to another on Windows.
      for (const signal of early) kill(signal === 'SIGBREAK' ? 'SIGTERM' : signal);
      hand = (signal) => {
        if (!OF_TERMINAL.has(signal) || !inForeground()) kill(signal);
      };
    },
    ended: () => {
      hand = (signal) => {
        if (toEnd.has(signal)) interrupt();
      };
    },
    interrupted,
    stop: () => {
      for (const signal of relayed) source.off(signal, listener);
    },
  };
}

/**
 * Whether a line of `/proc/<pid>/stat` (proc_pid_stat(5)) is that of a process in the foreground group of its terminal: the
 * group of the process (`pgrp`) is the one that the terminal signals (`tpgid`).
 */
export function statInForeground(stat: string): boolean {
  // The name of the program stands in parentheses, and may hold any character.
  const [, , group, , terminal, foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return terminal !== '0' && group !== undefined && group === foreground;
}

function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}

function ownStat(): string | undefined {
  try {
    return readFileSync('/proc/self/stat', 'latin1');
  } catch {
    return undefined;
  }
}

/**
 * Whether the keys of a terminal signal this process, and so also the commands it starts. Exact on Linux; where there is no
 * `/proc`, every process with a terminal is taken to be in its foreground. A Windows console signals all of its processes.
 */
export function inTerminalForeground(): boolean {
  if (process.platform === 'win32') return true;
  const stat = ownStat();
  return stat === undefined ? hasTerminal() : statInForeground(stat);
}
