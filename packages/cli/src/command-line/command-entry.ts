import type { Options } from './options.js';

/** What is known of a command before it is loaded. */
export interface CommandEntry {
  /** One line for the list of commands. */
  readonly summary: string;
  /** What follows the command's name. */
  readonly usage: string;
  /** More for `COMMAND --help`. */
  readonly details?: string;
  /** The options that only this command has. */
  readonly options: Options;
  /** How many words it takes, and where only some are possible, which. */
  readonly words: { readonly least: number; readonly most: number; readonly choices?: readonly string[] };
  /** Whether a command to run follows `--`. */
  readonly runs?: true;
  /** Whether it works without the settings of a vault. */
  readonly offline?: true;
}
