/** A program to run without a shell. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** What it reads from its standard input; it gets none where this is absent. */
  readonly input?: string;
  /** Variables set for it besides those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface CommandOutcome {
  /** -1 where a signal has ended it: it took too long, for instance. */
  readonly exitCode: number;
  readonly stdout: string;
}

/** Runs a program to its end, in bounded time, and prints nothing of it. Rejects when it can't be started. */
export type RunCommand = (command: Command) => Promise<CommandOutcome>;
