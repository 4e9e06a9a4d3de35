import { COMMANDS, type CommandEntry, type CommandName } from './command-table.js';
import type { Options } from './option.js';
import { SETTING_OPTIONS } from './setting-options.js';

const COMMON: Options = {
  verbose: {
    about: 'Say more on standard error, never a secret.',
    short: 'v',
    aliases: ['debug'],
  },
  help: { about: 'Print this text.', short: 'h' },
};

/** The options of a command: its own, those of all commands, and the settings. */
export function optionsOf(name: CommandName): { readonly own: Options; readonly settings: Options } {
  const entry: CommandEntry = COMMANDS[name];
  return { own: { ...entry.options, ...COMMON }, settings: entry.offline === true ? {} : SETTING_OPTIONS };
}
