import { settingVariable } from '@senhasegura-action/core/internal';
import { COMMAND_NAMES, type CommandEntry, type CommandName, COMMANDS, optionsOf } from './command-table.js';
import { isSettingName, type OptionEntry, type Options } from './options.js';

const WIDTH = 100;

/** The text of `senhasegura --help`. */
export function overview(): string {
  const longest = Math.max(...COMMAND_NAMES.map((name) => name.length));
  const commands = COMMAND_NAMES.map((name) => `  ${name.padEnd(longest)}  ${COMMANDS[name].summary}`);
  return [
    'Usage: senhasegura COMMAND [OPTION]... [ARGUMENT]...',
    '',
    'Brings secrets from a senhasegura vault.',
    '',
    'Commands:',
    ...commands,
    '',
    '"senhasegura COMMAND --help" has the options of a command, "senhasegura --version" the version.',
    '',
    'Exit codes: 0 done, 1 failed, 2 wrong usage, 3 authentication, 4 not found or no access, 5 vault unreachable.',
    '"run" ends with the exit code of its command.',
    '',
  ].join('\n');
}

/** The text of `senhasegura COMMAND --help`. */
export function usageOf(name: CommandName): string {
  const entry: CommandEntry = COMMANDS[name];
  const { own, settings } = optionsOf(name);
  const details = entry.details === undefined ? [] : [...wrapped(entry.details, ''), ''];
  return [
    `Usage: senhasegura ${name} ${entry.usage}`.trimEnd(),
    '',
    `${entry.summary.charAt(0).toUpperCase()}${entry.summary.slice(1)}.`,
    '',
    ...details,
    'Options:',
    ...described(own),
    ...(Object.keys(settings).length === 0
      ? []
      : ['', 'Settings (an option beats the variable, which beats the configuration file):', ...described(settings)]),
    '',
  ].join('\n');
}

function described(options: Options): readonly string[] {
  return Object.entries(options).flatMap(([name, entry]) => [
    `  ${spellings(name, entry)}`,
    ...wrapped(aboutOf(name, entry), '      '),
  ]);
}

function spellings(name: string, { short, aliases = [], value }: OptionEntry): string {
  const names = [...(short === undefined ? [] : [`-${short}`]), ...[name, ...aliases].map((other) => `--${other}`)];
  return `${names.join(', ')}${value === undefined ? '' : ` ${value}`}`;
}

function aboutOf(name: string, { about, choices }: OptionEntry): string {
  const possible = choices === undefined ? '' : ` One of ${choices.join(', ')}.`;
  return `${about}${possible}${isSettingName(name) ? ` [${settingVariable(name)}]` : ''}`;
}

function wrapped(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}
