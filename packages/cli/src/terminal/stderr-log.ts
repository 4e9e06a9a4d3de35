import type { Writable } from 'node:stream';
import type { Log } from '@senhasegura-action/core/internal';
import { printable } from '@senhasegura-action/job';
import { dropErrors } from './terminal.js';

/** Messages of a command on standard error. */
export interface StderrLog extends Log {
  error(message: string): void;
  /** Keeps these texts out of every message from now on, should one ever hold them. */
  hide(texts: readonly string[]): void;
  /**
   * Shows what is going on: at a terminal as one line, which the next takes the place of and `undefined` takes away; elsewhere as a
   * notice.
   */
  running(line: string | undefined): void;
  /** Whether a person sees the messages come. */
  readonly isTerminal: boolean;
}

/** Goes to the beginning of the line and empties it (ECMA-48, CR and EL). */
const CLEAR_LINE = '\r\u001b[K';

/**
 * Notices, warnings and errors are always shown; info and debug where the user wants to hear more. Names in them may come
 * from a vault, so what steers a terminal is taken out. Messages to a stream that nobody reads any more are dropped.
 */
export function createStderrLog(stderr: Writable & { readonly isTTY?: boolean }, verbose: boolean): StderrLog {
  dropErrors(stderr);
  const hidden = new Set<string>();
  const isTerminal = stderr.isTTY === true;
  let isRunning = false;
  const safe = (message: string): string => {
    let text = printable(message);
    for (const secret of hidden) text = text.replaceAll(secret, '***');
    return text;
  };
  const clear = (): string => {
    const sequence = isRunning ? CLEAR_LINE : '';
    isRunning = false;
    return sequence;
  };
  const write = (prefix: string, message: string): void => {
    stderr.write(`${clear()}senhasegura: ${prefix}${safe(message)}\n`);
  };
  const ifVerbose = (prefix: string) => (message: string) => {
    if (verbose) write(prefix, message);
  };
  return {
    debug: ifVerbose('debug: '),
    info: ifVerbose(''),
    notice: (message) => {
      write('', message);
    },
    warning: (message) => {
      write('warning: ', message);
    },
    error: (message) => {
      write('error: ', message);
    },
    isTerminal,
    running: (line) => {
      if (isTerminal) {
        const before = clear();
        isRunning = line !== undefined;
        stderr.write(line === undefined ? before : `${CLEAR_LINE}senhasegura: ${safe(line)}`);
      } else if (line !== undefined) write('', line);
    },
    hide: (texts) => {
      for (const text of texts) hidden.add(text);
    },
  };
}

/** For work whose steps everybody is to hear of, such as what was sent to the vault: its info is said as a notice. */
export function saidAloud(log: StderrLog): Pick<Log, 'info' | 'notice'> {
  const say = (message: string): void => {
    log.notice(message);
  };
  return { info: say, notice: say };
}
