import { join, resolve } from 'node:path';
import { fileMode, InputError, type SettingName, type SettingSources } from '@senhasegura-action/core/internal';
import { checkoutOf, whyEmpty } from '@senhasegura-action/job';
import type { Invocation } from '../command-line/parse-command-line.js';
import type { Interrupts } from '../terminal/interrupts.js';
import type { StderrLog } from '../terminal/stderr-log.js';
import { isFile, readTextFile, type Terminal } from '../terminal/terminal.js';
import type { GivenSettings } from './given-settings.js';

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

export function isSwitchedOn({ options }: Pick<Invocation, 'options'>, name: string): boolean {
  return options.get(name)?.at(-1) === 'true';
}

export interface Preferences {
  /** Counts whatever the user gave. */
  readonly always?: Readonly<Partial<Record<SettingName, string>>>;
  /** Counts where the user gave nothing, instead of the setting's own default. */
  readonly otherwise?: Readonly<Partial<Record<SettingName, string>>>;
}

/** The settings of a command, for the core to read. */
export function settingSources(
  invocation: Invocation,
  given: GivenSettings,
  { environment, cwd }: Terminal,
  { always = {}, otherwise = {} }: Preferences = {},
): SettingSources {
  const defaults: Preferences['otherwise'] = {
    ...(given.defaultConfigFile === undefined ? {} : { 'config-file': given.defaultConfigFile }),
    ...otherwise,
  };
  return {
    explicit: (name) =>
      always[name] ?? invocation.settings.get(name) ?? (given.text(name) === undefined ? defaults[name] : undefined),
    spelling: (name) => `--${name}`,
    environment,
    readTextFile: (path) =>
      path === given.configFile?.path ? Promise.resolve(given.configFile.text) : readTextFile(path, cwd),
    fileMode: (path) => fileMode(resolve(cwd, path)),
    checkout: checkoutOf(environment),
    whyEmpty: (name) => whyEmpty(name, environment),
  };
}

/**
 * The lines of `secrets`, wherever they were given, and those of each `--secret`; `undefined` where nothing was selected.
 * @throws {InputError} a blank `--secret`: it selects nothing, and must not come to mean everything; a template
 */
export function selectedSecrets({ options }: Pick<Invocation, 'options'>, given: GivenSettings): string | undefined {
  const each = options.get('secret') ?? [];
  if (each.some((line) => line.trim() === '')) {
    throw new InputError(
      '--secret is blank, perhaps a variable that is not set. Give a reference, or leave the option out for every secret.',
    );
  }
  const lines = [given.text('secrets') ?? [], each].flat();
  if (lines.some((text) => /^\s*template\s*:/m.test(text))) {
    throw new InputError('template: is for the steps of a CI job. Here write: senhasegura inject -i TEMPLATE -o FILE');
  }
  return lines.length === 0 ? undefined : lines.join('\n');
}

/** The mapping file that the vendor's CLI looks for. */
export const DEFAULT_MAPPING = 'senhasegura-mapping.json';

/** Whether it lies in the working folder. */
export const hasDefaultMapping = (cwd: string): Promise<boolean> => isFile(join(cwd, DEFAULT_MAPPING));
