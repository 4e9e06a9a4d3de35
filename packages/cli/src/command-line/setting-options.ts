import { SETTINGS, SETTING_NAMES, type SettingEntry, type SettingName } from '@senhasegura-action/core';
import type { OptionEntry, Options } from './option.js';

/** The vendor's other names for settings (wire contract section 3). */
const OTHER_NAMES: Partial<Record<SettingName, Pick<OptionEntry, 'short' | 'aliases'>>> = {
  application: { short: 'a', aliases: ['app-name'] },
  system: { short: 's' },
  environment: { short: 'e' },
  'config-file': { short: 'c', aliases: ['config'] },
};

/** Every setting as an option, by its name. One that is true or false is a switch. */
export const SETTING_OPTIONS: Options = Object.fromEntries(SETTING_NAMES.map((name) => [name, optionOf(name)]));

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

function optionOf(name: SettingName): OptionEntry {
  const entry: SettingEntry = SETTINGS[name];
  const isSwitch = entry.default === 'true' || entry.default === 'false';
  return { about: entry.about, ...(isSwitch ? {} : { value: 'TEXT' }), ...OTHER_NAMES[name] };
}
