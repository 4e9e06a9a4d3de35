import { COMMAND_NAMES, COMMANDS } from '../command-line/command-table.js';
import { optionsOf } from '../command-line/options-of-command.js';

/** What a shell completes after a command. Names are letters, digits and `-`. */
export interface CompletionEntry {
  readonly command: string;
  readonly summary: string;
  readonly options: readonly {
    readonly name: string;
    readonly takesValue: boolean;
    readonly choices: readonly string[];
  }[];
  readonly words: readonly string[];
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  list: ['dsm', 'pam', 'ssh', 'mysafe'],
  completion: ['bash', 'zsh', 'fish'],
};

export function completionTable(): readonly CompletionEntry[] {
  return COMMAND_NAMES.map((command) => {
    const { own, settings } = optionsOf(command);
    const options = Object.entries({ ...own, ...settings }).map(([name, { value, choices = [] }]) => ({
      ...{ name, choices },
      takesValue: value !== undefined,
    }));
    return { command, summary: COMMANDS[command].summary, options, words: WORDS[command] ?? [] };
  });
}
