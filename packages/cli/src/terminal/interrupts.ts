import { constants } from 'node:os';
import { askingToEnd, type SignalSource, type SystemSignals } from '../run-command/relay-signals.js';

/** Somebody asked this process to end. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`Interrupted by ${signal}.`);
    this.signal = signal;
  }

  /** What a shell makes of it: 128 and the signal's number. */
  get exitCode(): number {
    return 128 + constants.signals[this.signal];
  }
}

/** Keeps signals from ending the process before it has taken back what it took. */
export interface Interrupts {
  /** The first signal that came. */
  readonly signal: NodeJS.Signals | undefined;
  /**
   * Waits for work or for a signal, whichever comes first. The work goes on when a signal came: whoever started it ends it.
   * @throws {InterruptedError}
   */
  during<T>(work: Promise<T>): Promise<T>;
  /** The next signal that comes from now on. */
  next(): Promise<NodeJS.Signals>;
  stop(): void;
}

export function watchInterrupts(source: SignalSource, system: SystemSignals = constants.signals): Interrupts {
  const signals = askingToEnd(system);
  let first: NodeJS.Signals | undefined;
  let waiting: ((signal: NodeJS.Signals) => void)[] = [];
  const next = (): Promise<NodeJS.Signals> => new Promise((resolve) => waiting.push(resolve));
  const interrupted = next();
  const listener = (signal: NodeJS.Signals): void => {
    first ??= signal;
    const told = waiting;
    waiting = [];
    for (const tell of told) tell(signal);
  };
  for (const signal of signals) source.on(signal, listener);
  return {
    get signal() {
      return first;
    },
    during: (work) =>
      Promise.race([
        work,
        interrupted.then((signal) => {
          throw new InterruptedError(signal);
        }),
      ]),
    next,
    stop: () => {
      for (const signal of signals) source.off(signal, listener);
    },
  };
}
