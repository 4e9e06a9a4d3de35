import { parseArgs } from 'node:util';
import { nearestWord, quoteText, type SettingName, suggestion } from '@senhasegura-action/core/internal';
import type { CommandEntry } from './command-entry.js';
import { COMMAND_NAMES, type CommandName, COMMANDS, isCommandName, optionsOf } from './command-table.js';
import { isSettingName, type OptionEntry, type Options } from './options.js';

/** A command with what was written after it, checked as far as the tables go. */
export interface Invocation {
  readonly command: CommandName;
  readonly settings: ReadonlyMap<SettingName, string>;
  /** The values of each option that was given and is no setting; those of a switch are `true` or `false`. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly words: readonly string[];
  /** What follows `--`. */
  readonly commandToRun: readonly string[];
}

type CommandLine =
  | ({ readonly kind: 'command' } & Invocation)
  | { readonly kind: 'help'; readonly about?: CommandName | 'settings' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly problems: readonly string[]; readonly command?: CommandName };

/** Reads the arguments of the process, those of Node left out. Every problem is reported; values are not quoted. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const [first, ...rest] = args;
  if (first === undefined) return { kind: 'wrong', problems: ['No command is given.'] };
  if (first === '--help' || first === '-h' || first === 'help') return helpOn(rest[0]);
  if (first === '--version' || first === '-V' || first === 'version') return { kind: 'version' };
  if (!isCommandName(first)) return { kind: 'wrong', problems: [unknownCommand(first)] };
  return parseCommand(first, rest);
}

function helpOn(word: string | undefined): CommandLine {
  if (word === undefined) return { kind: 'help' };
  if (word === 'settings' || isCommandName(word)) return { kind: 'help', about: word };
  const topics = ['settings', ...COMMAND_NAMES];
  return { kind: 'wrong', problems: [`There is no help on ${quoteText(word)}${suggestion(word, topics)}`] };
}

function unknownCommand(word: string): string {
  if (word.startsWith('-')) return 'The command comes first, its options after it.';
  if (word === 'gitlab') {
    return 'This is the command line, and not the bundle of the GitLab component: SENHASEGURA_CLI must be the path of dist/gitlab/index.js.';
  }
  return `There is no such command${suggestion(word, COMMAND_NAMES)}`;
}

function parseCommand(command: CommandName, args: readonly string[]): CommandLine {
  const { own, settings: settingOptions } = optionsOf(command);
  const known: Options = { ...settingOptions, ...own };
  const named = byEveryName(known);
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries([...named].map(([name, { entry }]) => [name, shapeOf(name, entry)])),
    strict: false,
    tokens: true,
  });
  const problems: string[] = [];
  const settings = new Map<SettingName, string>();
  const options = new Map<string, readonly string[]>();
  const words: string[] = [];
  const commandToRun: string[] = [];
  let afterTerminator = false;
  /** Where a group such as `-xyz` stands that began with no option: what follows in it is none either, and may be a secret. */
  let unknownAt = -1;
  for (const token of tokens) {
    if (token.kind === 'option' && token.index === unknownAt) continue;
    if (token.kind === 'option-terminator') afterTerminator = true;
    else if (token.kind === 'positional') (afterTerminator ? commandToRun : words).push(token.value);
    else {
      const option = named.get(token.name);
      if (option === undefined) {
        problems.push(unknownOption(token.rawName, [...named.keys()]));
        unknownAt = token.index;
        continue;
      }
      const reading = valueOf(token, option.entry);
      if ('problem' in reading) problems.push(`${token.rawName} ${reading.problem}`);
      else if (isSettingName(option.name)) settings.set(option.name, reading.ok);
      else if (option.entry.multiple) options.set(option.name, [...(options.get(option.name) ?? []), reading.ok]);
      else options.set(option.name, [reading.ok]);
    }
  }
  if (options.get('help')?.[0] === 'true') return { kind: 'help', about: command };
  if (problems.length === 0) problems.push(...wordProblems(command, words, commandToRun));
  if (problems.length > 0) return { kind: 'wrong', problems, command };
  return { kind: 'command', command, settings, options, words, commandToRun };
}

function byEveryName(options: Options): ReadonlyMap<string, { readonly name: string; readonly entry: OptionEntry }> {
  return new Map(
    Object.entries(options).flatMap(([name, entry]) =>
      [name, ...(entry.aliases ?? [])].map((spelling): [string, { name: string; entry: OptionEntry }] => [
        spelling,
        { name, entry },
      ]),
    ),
  );
}

function shapeOf(spelling: string, { value, short, aliases = [] }: OptionEntry) {
  const type = value === undefined ? ('boolean' as const) : ('string' as const);
  return short === undefined || aliases.includes(spelling) ? { type } : { type, short };
}

function unknownOption(written: string, names: readonly string[]): string {
  const near = nearestWord(written.replace(/^-+/, ''), names);
  return `${spelt(written)} is no option of this command${near === undefined ? '' : `; did you mean --${near}?`}`;
}

interface Given {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function valueOf(token: Given, entry: OptionEntry): { readonly ok: string } | { readonly problem: string } {
  const { rawName, value, inlineValue } = token;
  if (entry.value === undefined) {
    if (value === undefined) return { ok: 'true' };
    return /^(?:true|false)$/i.test(value)
      ? { ok: value.toLowerCase() }
      : { problem: 'takes no value but true or false' };
  }
  if (value === undefined) return { problem: 'needs a value' };
  if (inlineValue !== true && value.length > 1 && value.startsWith('-')) {
    return { problem: `needs a value; write ${rawName}=VALUE where the value begins with "-"` };
  }
  // `-a=NAME` is how the vendor's command line library has it.
  const text = /^-[^-]$/.test(rawName) && inlineValue === true && value.startsWith('=') ? value.slice(1) : value;
  if (entry.choices === undefined || entry.choices.includes(text)) return { ok: text };
  const near = nearestWord(text, entry.choices);
  return {
    problem: `takes one of ${entry.choices.join(', ')}${near === undefined ? '' : `; did you mean "${near}"?`}`,
  };
}

function wordProblems(command: CommandName, words: readonly string[], commandToRun: readonly string[]): string[] {
  const { words: expected, usage, runs }: CommandEntry = COMMANDS[command];
  if (runs === true) {
    if (words.length > 0) {
      // npm's launcher for PowerShell never sees a bare one (npm/cli#3136).
      return [
        `The command to run comes after "--": run [OPTION]... -- COMMAND [ARGUMENT]... In PowerShell write '--', in quotes.`,
      ];
    }
    return commandToRun.length === 0 ? ['No command to run is given: put it after "--".'] : [];
  }
  const count = words.length + commandToRun.length;
  if (commandToRun.length === 0 && count >= expected.least && count <= expected.most) return [];
  return [`Usage: senhasegura ${command} ${usage}`.trimEnd()];
}

/** An option's name as the user wrote it, harmless and short: what follows a `=` may be a secret. */
const spelt = (written: string): string => quoteText(written.split('=')[0] ?? '').slice(1, -1);
