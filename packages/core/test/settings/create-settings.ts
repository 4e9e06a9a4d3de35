import type { SettingName } from '../../src/settings/setting-table.js';
import type { Environment, SettingSources } from '../../src/settings/setting-texts.js';

type Texts = Partial<Record<SettingName, string>>;

/** The least that makes valid settings. */
export const MINIMAL: Texts = {
  url: 'https://vault.example.com',
  'client-id': 'fake-client',
  'client-secret': 'fake-client-secret',
};

/** Sources as an adapter would give them; files are a map from path to text. */
export function settingSources(
  explicit: Texts,
  environment: Environment = {},
  files: Readonly<Record<string, string>> = {},
): SettingSources {
  return {
    explicit: (name) => explicit[name],
    spelling: (name) => `input ${name}`,
    environment,
    readTextFile: (path) => {
      const text = files[path];
      return text === undefined
        ? Promise.reject(Object.assign(new Error('no such file'), { code: 'ENOENT' }))
        : Promise.resolve(text);
    },
  };
}
