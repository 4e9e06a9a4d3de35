import type { HttpEffects, Log, Selection, Surroundings } from '@senhasegura-action/core/internal';
import type { JobOrigin } from './accounts/job-origin.js';
import type { CaselessNames } from './names/caseless-names.js';
import type { Host } from './names/denied-names.js';
import { LOG_PAUSE, waitReporter } from './report/wait-reporter.js';

/** How a CI system is told to do the things that the core decides. Each adapter implements it once. */
export interface Platform {
  /** The name a message uses, e.g. `GitHub Actions`. */
  readonly name: string;
  /** Whose switches no secret may set; absent where the CI system is not known. */
  readonly host?: Host;
  /** Which job this is, for the accounts that are made for it (`jit`); without it none is made. */
  readonly origin?: JobOrigin;
  /** Why a sink has no meaning here, as a sentence; `undefined` where it has one. */
  readonly refusesSink?: (sink: Selection['sink']) => string | undefined;
  /** An absolute folder that the CI system empties when the job ends. Relative `file:` sinks lie below it. */
  readonly tempDir: string;
  /** The operating system of the job. */
  readonly system: NodeJS.Platform;
  /** Which names are one when they differ in case alone. */
  readonly caseless: CaselessNames;
  /**
   * Registers texts with the log masker. Each text is one line, in the order in which it must be registered.
   * Takes many at once: a vault of ten thousand values must not cost ten thousand writes.
   */
  mask(lines: readonly string[]): void;
  /** Where its variables are other than those of a process. */
  readonly variables?: VariableRules;
  /**
   * What would keep later steps, the clean-up among them, from starting if all of these were exported: sentences that say it.
   * Where a variable will hold a path, a text as long as one stands for it.
   */
  readonly crowding?: (
    variables: ReadonlyMap<string, string>,
    outputs: ReadonlyMap<string, string>,
  ) => readonly string[];
  /** `false` where variables end with the shell that has them: the clean-up has none to blank then. */
  readonly variablesStay?: false;
  /**
   * Sets environment variables for the steps that follow: all of them or, when one is refused, none. `plain` are the names
   * among them whose values are not to be masked: paths, `nomask`, values shorter than `mask-min-length`.
   */
  exportVariables(variables: ReadonlyMap<string, string>, plain?: ReadonlySet<string>): void;
  /** Sets outputs of this step, `plain` as above: all of them or, when one is refused, none. */
  setOutputs(outputs: ReadonlyMap<string, string>, plain?: ReadonlySet<string>): void;
  /** Runs a program for the core: OpenSSH's, for the `ssh-agent` sink. */
  readonly run: RunCommand;
  /** Carries the ledger from the main step to the post step. */
  readonly state: StateStore;
  readonly log: Log;
  /** Appends Markdown to the summary of the job. */
  summary(markdown: string): Promise<void>;
  /** Marks the step as failed and shows the message. */
  fail(message: string): void;
}

/** How variables and outputs of a CI system differ from environment variables. */
export interface VariableRules {
  /** Why none can hold this text, as the end of "the value ...", e.g. `has several lines`; `undefined` where one can. */
  refusal(text: string): string | undefined;
  /** What is done with such a text: a private file whose path a variable holds, base64 of it, or nothing at all. */
  readonly instead: 'file' | 'base64' | 'error';
}

export interface StateStore {
  /** Replaces what was saved before. `text` is one line and holds no secret. */
  save(text: string): void;
  /** What the last `save` of this run's main step stored; `undefined` where it stored nothing. */
  load(): string | undefined;
}

/** A program to run without a shell. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** What it reads from its standard input; it gets none where this is absent. */
  readonly input?: string;
  /** A new file, 0600, that gets what it prints: whoever reads it there needs no pipe to a process that may have ended. */
  readonly outputFile?: string;
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

/** The effects of a run on a platform: what the vault hands out as a credential is masked at first sight. */
export function effectsOf(
  { log }: Pick<Platform, 'log'>,
  masker: { readonly mask: (secrets: readonly { readonly name: string; readonly value: string }[]) => unknown },
  surroundings: Surroundings,
): HttpEffects {
  return {
    ...surroundings,
    log,
    onWait: waitReporter({
      show: (line) => {
        log.info(line);
      },
      pause: LOG_PAUSE,
      now: () => surroundings.now(),
    }),
    onSecret: (value) => {
      masker.mask([{ name: 'credential', value }]);
    },
  };
}
