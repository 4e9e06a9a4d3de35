import { type SettingName, settingVariable } from './setting-table.js';
import type { SettingSources } from './setting-texts.js';

/** What the step and the environment give for a setting, whichever of them counts. The configuration file is not asked. */
export function givenTexts(
  { explicit, environment }: Pick<SettingSources, 'explicit' | 'environment'>,
  name: SettingName,
): readonly string[] {
  return [explicit(name), environment[settingVariable(name)]]
    .filter((text) => text !== undefined)
    .filter((text) => text !== '');
}
