import type { Writable } from 'node:stream';
import type { Log } from '@senhasegura-action/core/internal';
import { printable } from '@senhasegura-action/job';
import { dropErrors } from './terminal.js';

/** Messages of a command on standard error. */
export interface StderrLog extends Log {
  error(message: string): void;
  /** Keeps these texts out of every message from now on, should one ever hold them. */
  hide(texts: readonly string[]): void;
}

/**
 * Notices, warnings and errors are always shown; info and debug where the user wants to hear more. Names in them may come
 * from a vault, so what steers a terminal is taken out. Messages to a stream that nobody reads any more are dropped.
 */
export function createStderrLog(stderr: Writable, verbose: boolean): StderrLog {
  dropErrors(stderr);
  const hidden = new Set<string>();
  const write = (prefix: string, message: string): void => {
    let safe = printable(message);
    for (const text of hidden) safe = safe.replaceAll(text, '***');
    stderr.write(`senhasegura: ${prefix}${safe}\n`);
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
