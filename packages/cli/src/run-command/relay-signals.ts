/** Where signals come from: `process`. */
export interface SignalSource {
  readonly on: (signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void) => unknown;
  readonly off: (signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void) => unknown;
}

type Kill = (signal: NodeJS.Signals) => void;

export interface SignalRelay {
  /** The command runs: hands on what came before, and from now on what comes. */
  readonly started: (kill: Kill) => void;
  /** The command has ended: a signal that asks to end is now for this process. */
  readonly ended: () => void;
  /** Such a signal came. */
  readonly interrupted: Promise<void>;
  readonly stop: () => void;
}

const RELAYED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH'] as const;
const OF_TERMINAL: ReadonlySet<NodeJS.Signals> = new Set<NodeJS.Signals>(['SIGINT', 'SIGQUIT', 'SIGWINCH']);
const ASK_TO_END: ReadonlySet<NodeJS.Signals> = new Set<NodeJS.Signals>(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']);

/**
 * Hands the signals of this process on to a command, instead of being ended by them.
 *
 * A terminal sends what its keys and its size bring about (Ctrl-C: SIGINT, Ctrl-\\: SIGQUIT, SIGWINCH) to every process of
 * the foreground group, so a command has it already. A second SIGINT would make many a program break off its orderly end.
 * So these three are not handed on while this process is in the foreground of a terminal; elsewhere, as in CI jobs, where
 * a runner signals this process alone, they are. The others always are.
 */
export function relaySignals(source: SignalSource, inForeground: () => boolean): SignalRelay {
  const early: NodeJS.Signals[] = [];
  let hand: Kill = (signal) => void early.push(signal);
  let interrupt: () => void = () => undefined;
  const interrupted = new Promise<void>((resolve) => (interrupt = resolve));

  const listener = (signal: NodeJS.Signals) => {
    hand(signal);
  };
  for (const signal of RELAYED) source.on(signal, listener);

  return {
    started: (kill) => {
      early.forEach(kill);
      hand = (signal) => {
        if (!OF_TERMINAL.has(signal) || !inForeground()) kill(signal);
      };
    },
    ended: () => {
      hand = (signal) => {
        if (ASK_TO_END.has(signal)) interrupt();
      };
    },
    interrupted,
    stop: () => {
      for (const signal of RELAYED) source.off(signal, listener);
    },
  };
}
