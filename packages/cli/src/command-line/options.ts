import { SETTING_NAMES, type SettingEntry, type SettingName, SETTINGS } from '@senhasegura-action/core/internal';

/** One option of the command line, before anything is read. */
export interface OptionEntry {
  /** For `--help`. */
  readonly about: string;
  /** What the help calls the value; an option without one is a switch, `--name` or `--name=false`. */
  readonly value?: string;
  /** One letter. */
  readonly short?: string;
  /** Other names for the same. */
  readonly aliases?: readonly string[];
  /** May be given several times. */
  readonly multiple?: true;
  /** The only values that are possible. */
  readonly choices?: readonly string[];
  /** The same of a setting, whose value the core reads: for the help and for completion. */
  readonly known?: readonly string[];
  /** What counts where nothing is given. */
  readonly default?: string;
}

export type Options = Readonly<Record<string, OptionEntry>>;

/** Options that several commands have. */
export const output = {
  about: 'How the answer is written to standard output: text, json or yaml.',
  value: 'FORMAT',
  short: 'o',
  choices: ['text', 'json', 'yaml'],
};

export const secret = {
  about: 'A secret to bring: REFERENCE [| MODIFIER]... [> SINK]. Can be given several times.',
  value: 'REF',
  multiple: true,
} as const;

export const watched = {
  about: "A secret to look for: REFERENCE [| MODIFIER]...; 'dsm:*' is all of DSM. Can be given several times.",
  value: 'REF',
  multiple: true,
} as const;

export const takeCustody = {
  about: 'Allow pam:, whose password can be read only by taking custody. It is released at once.',
};

/** Options that every command has. */
export const COMMON: Options = {
  verbose: {
    about: 'Say more on standard error: each request, its status, time and proxy. Never a secret.',
    short: 'v',
    aliases: ['debug'],
  },
  help: { about: 'Print this text.', short: 'h' },
};

/** The vendor's other names for settings (wire contract section 3). */
const OTHER_NAMES: Partial<Record<SettingName, Pick<OptionEntry, 'short' | 'aliases'>>> = {
  application: { short: 'a', aliases: ['app-name'] },
  system: { short: 's' },
  environment: { short: 'e' },
  'config-file': { short: 'c', aliases: ['config'] },
};

/** What to say of a setting here, where its own text speaks of a CI job. */
const ABOUT_HERE: Partial<Record<SettingName, string>> = {
  'dry-run':
    'Check the input and the credentials, and say what would be done; read no secret, change nothing, start nothing.',
};

/** Every setting as an option, by its name. One that is true or false is a switch. */
export const SETTING_OPTIONS: Options = Object.fromEntries(SETTING_NAMES.map((name) => [name, optionOf(name)]));

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

function optionOf(name: SettingName): OptionEntry {
  const entry: SettingEntry = SETTINGS[name];
  const isSwitch = entry.default === 'true' || entry.default === 'false';
  const about = ABOUT_HERE[name] ?? entry.about;
  const turnedOff = entry.default === 'true' ? ` On by default; --${name}=false turns it off.` : '';
  return {
    about: `${about}${turnedOff}`,
    ...(isSwitch ? {} : { value: 'TEXT' }),
    ...(entry.choices === undefined ? {} : { known: entry.choices }),
    ...(isSwitch || entry.default === undefined ? {} : { default: entry.default }),
    ...OTHER_NAMES[name],
  };
}
