export { bringSecrets } from './bring-secrets.js';
export { takeBack } from './take-back.js';
export type { Environment, Log, Platform, StateStore } from './platform.js';
export type { SettingSources } from './settings/setting-texts.js';
export {
  SETTINGS,
  type SettingEntry,
  SETTING_NAMES,
  type SettingName,
  settingVariable,
} from './settings/setting-table.js';
