import type { Invocation } from '../command-line/parse-command-line.js';
import type { GivenSettings } from '../settings/given-settings.js';
import type { Interrupts } from './interrupts.js';
import type { StderrLog } from './stderr-log.js';
import type { Terminal } from './terminal.js';

/** What a command gets to work with. */
export interface CommandContext {
  readonly invocation: Invocation;
  readonly given: GivenSettings;
  readonly terminal: Terminal;
  readonly log: StderrLog;
  readonly interrupts: Interrupts;
}

/** Runs a command; gives the exit code. Errors are told by whoever called it. */
export type RunsCommand = (context: CommandContext) => Promise<number>;

export function isSwitchedOn({ options }: Invocation, name: string): boolean {
  return options.get(name)?.at(-1) === 'true';
}
