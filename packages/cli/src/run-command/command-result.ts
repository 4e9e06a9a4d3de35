import { constants } from 'node:os';

/** The command ended. `cut-off`: something it had started kept its output open, and was no longer listened to. */
interface Ended {
  readonly output: 'whole' | 'cut-off';
}

export interface Exited extends Ended {
  readonly kind: 'exited';
  readonly code: number;
}

export interface Killed extends Ended {
  readonly kind: 'killed';
  readonly signal: NodeJS.Signals;
}

/** There never was a process. */
export interface NotStarted {
  readonly kind: 'not-started';
  readonly reason: 'not-found' | 'not-executable';
  /** What the system says, e.g. `ENOENT`, `EACCES`, `E2BIG`; or Node.js, e.g. `ERR_INVALID_ARG_VALUE` for a NUL. */
  readonly code: string;
}

export type CommandResult = Exited | Killed | NotStarted;

/**
 * The exit status that a shell would have (POSIX.1-2024, Shell Command Language, 2.8.2): the command's own, 128 plus the
 * number of the signal that killed it, 127 where it was not found, 126 where it could not be executed.
 */
export function exitStatusOf(result: CommandResult): number {
  switch (result.kind) {
    case 'exited':
      return result.code;
    case 'killed':
      return 128 + constants.signals[result.signal];
    case 'not-started':
      return result.reason === 'not-found' ? 127 : 126;
  }
}
