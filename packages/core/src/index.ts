export { bringSecrets } from './bring-secrets.js';
export { takeBack } from './take-back.js';
export type { Environment, Log, Platform, StateStore, VariableRules } from './platform.js';
export { InputError } from './errors/senhasegura-error.js';
export { fromStateParts, toStateParts } from './ledger/state-parts.js';
export { printable } from './report/printable.js';
export type { SettingSources } from './settings/setting-texts.js';
export {
  SETTINGS,
  type SettingEntry,
  SETTING_NAMES,
  type SettingName,
  settingVariable,
} from './settings/setting-table.js';
export type { Command, CommandOutcome, RunCommand } from './agent/run-command.js';
export { spawnCommand } from './agent/spawn-command.js';
