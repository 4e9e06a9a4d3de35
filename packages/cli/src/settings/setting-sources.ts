import type { SettingName, SettingSources } from '@senhasegura-action/core/internal';
import type { Invocation } from '../command-line/parse-command-line.js';
import type { Terminal } from '../entry/terminal.js';
import { readTextFile } from '../files/read-text-file.js';
import type { GivenSettings } from './given-settings.js';

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
    readTextFile: (path) => readTextFile(path, cwd),
  };
}
