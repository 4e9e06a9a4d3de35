import { holdsPem } from './pem-text.js';
import { SETTING_NAMES, type SettingName, isSecretSetting } from './setting-table.js';
import type { SettingTexts } from './setting-texts.js';
import type { NamedSecret } from './settings.js';

/** They may name a file instead, and the path of a file is no secret. */
const KEYS: ReadonlySet<SettingName> = new Set(['client-key', 'decryption-key']);

/** Every text that was given for a secret setting: another one may beat it, or another way to authenticate. */
export function givenSecrets(texts: Pick<SettingTexts, 'every'>): readonly NamedSecret[] {
  return SETTING_NAMES.filter(isSecretSetting).flatMap((name) =>
    texts
      .every(name)
      .filter((text) => !KEYS.has(name) || holdsPem(text))
      .map((value) => ({ name, value })),
  );
}
