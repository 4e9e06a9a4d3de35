import {
  type Environment,
  SETTING_NAMES,
  SETTINGS,
  type SettingEntry,
  settingVariable,
} from '@senhasegura-action/core';

/** The variables that hold credentials of the vault: no command that works with secrets needs them. */
const CREDENTIALS: ReadonlySet<string> = new Set(
  SETTING_NAMES.filter((name) => (SETTINGS[name] as SettingEntry).secret === true).map(settingVariable),
);

/** All variables of the command: what comes later wins. */
export function commandEnvironment(
  own: Environment,
  added: readonly ReadonlyMap<string, string>[],
  keepCredentials: boolean,
): Environment {
  const kept = Object.entries(own).filter(([name]) => keepCredentials || !CREDENTIALS.has(name));
  return Object.fromEntries([...kept, ...added.flatMap((variables) => [...variables])]);
}
