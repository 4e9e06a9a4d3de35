import { settingVariable } from '@senhasegura-action/core/internal';
import type { CommandEntry } from './command-entry.js';
import { COMMAND_NAMES, type CommandName, COMMANDS, optionsOf } from './command-table.js';
import { EXAMPLES } from './examples.js';
import { isSettingName, type OptionEntry, type Options, SETTING_OPTIONS } from './options.js';

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
    'Examples:',
    ...[EXAMPLES.doctor[0], EXAMPLES.list[0], EXAMPLES.run[0]].map((example) => `  ${example}`),
    '',
    '"senhasegura COMMAND --help" has the options of a command, "senhasegura help settings" all settings,',
    '"senhasegura --version" the version.',
    '',
    'Exit codes: 0 done, 1 failed, 2 wrong usage, 3 authentication, 4 not found or no access, 5 vault unreachable.',
    '"run" ends with the exit code of its command.',
    '',
  ].join('\n');
}

/** The settings that most need. Of these and all others `senhasegura help settings` tells. */
const USUAL = ['url', 'client-id', 'client-secret', 'config-file'];

/** The text of `senhasegura COMMAND --help`. */
export function usageOf(name: CommandName): string {
  const entry: CommandEntry = COMMANDS[name];
  const { own, settings } = optionsOf(name);
  const details = entry.details === undefined ? [] : [...wrapped(entry.details, ''), ''];
  const { 'dry-run': rehearsal, ...others } = settings;
  return [
    `Usage: senhasegura ${name} ${entry.usage}`.trimEnd(),
    '',
    `${entry.summary.charAt(0).toUpperCase()}${entry.summary.slice(1)}.`,
    '',
    ...details,
    'Examples:',
    ...EXAMPLES[name].map((example) => `  ${example}`),
    '',
    'Options:',
    ...described(rehearsal === undefined ? own : { ...own, 'dry-run': rehearsal }),
    ...(rehearsal === undefined ? [] : ['', ...wrapped(settingsLine(Object.keys(others)), '')]),
    '',
  ].join('\n');
}

function settingsLine(names: readonly string[]): string {
  const usual = USUAL.map((name) => `--${name}`).join(', ');
  return `Settings: ${usual} and ${names.length - USUAL.length} more, as options, variables or in a file: senhasegura help settings`;
}

/** The text of `senhasegura help settings`. */
export function settingsHelp(): string {
  return [
    'Settings of all commands that ask a vault. An option beats the variable in [brackets], which beats the',
    'configuration file, ~/.senhasegura/config.yaml or that of --config-file.',
    '',
    ...Object.entries(SETTING_OPTIONS).flatMap(([name, entry]) => [
      `  ${spellings(name, entry)}${variableOf(name)}`,
      ...wrapped(aboutOf(entry), '      '),
    ]),
    '',
  ].join('\n');
}

const COLUMN = 30;

/** An option and what it is about, side by side. */
function described(options: Options): readonly string[] {
  return Object.entries(options).flatMap(([name, entry]) => {
    const written = `  ${spellings(name, entry)}`;
    const [first = '', ...rest] = wrapped(`${aboutOf(entry)}${variableOf(name)}`, ' '.repeat(COLUMN));
    return written.length < COLUMN - 1
      ? [`${written.padEnd(COLUMN)}${first.trimStart()}`, ...rest]
      : [written, first, ...rest];
  });
}

const variableOf = (name: string): string => (isSettingName(name) ? ` [${settingVariable(name)}]` : '');

function spellings(name: string, { short, aliases = [], value }: OptionEntry): string {
  const names = [...(short === undefined ? [] : [`-${short}`]), ...[name, ...aliases].map((other) => `--${other}`)];
  return `${names.join(', ')}${value === undefined ? '' : ` ${value}`}`;
}

function aboutOf({ about, choices, known, default: byDefault }: OptionEntry): string {
  const possible = choices ?? known;
  const one = possible === undefined ? '' : ` One of ${possible.join(', ')}.`;
  return `${about}${one}${byDefault === undefined ? '' : ` Default: ${byDefault}.`}`;
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
