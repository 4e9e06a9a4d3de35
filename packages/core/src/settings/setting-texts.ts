import { configFileRights, readConfigFile } from './config-file.js';
import { InputError } from '../errors/senhasegura-error.js';
import type { FileMode, ReadTextFile } from './setting-files.js';
import { SETTINGS, type SettingEntry, type SettingName, settingVariable } from './setting-table.js';

/** The environment variables of a process, as an adapter hands them over. The core never reads its own. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where an adapter takes the settings from. */
export interface SettingSources {
  /** What the user wrote for this step; `undefined` or an empty text where nothing was. */
  readonly explicit: (name: SettingName) => string | undefined;
  /** How the user spells a setting here, e.g. `client-id`, `clientId` or `--client-id`. */
  readonly spelling: (name: SettingName) => string;
  readonly environment: Environment;
  readonly readTextFile: ReadTextFile;
  /** What is known here of a setting that came empty: a sentence with advice. Asked only for what must be there. */
  readonly whyEmpty?: ((name: SettingName) => string | undefined) | undefined;
  /** Who may write the configuration file; nothing is looked at without it. */
  readonly fileMode?: FileMode | undefined;
  /** The folder that the job's repository was checked out into, absolute: whoever wrote a file below it can write the job, too. */
  readonly checkout?: string | undefined;
}

/** A setting's text and how a message names the place it came from. */
export interface SettingText {
  readonly text: string;
  readonly origin: string;
  /** Nobody gave it. */
  readonly byDefault?: true;
}

export interface SettingTexts {
  /** The one that counts. */
  readonly text: (name: SettingName) => SettingText | undefined;
  /** All that were given, also those that another one beats. */
  readonly every: (name: SettingName) => readonly string[];
  /** What users have to be warned of, a sentence each. */
  readonly remarks: readonly string[];
}

/**
 * Finds each setting's text: an explicit value beats the environment, which beats the configuration file, which beats the
 * default.
 * @throws {InputError} when the configuration file can't be read, or when others can write it and it has what nobody else may decide
 */
export async function settingTexts(sources: SettingSources): Promise<SettingTexts> {
  const given = (name: SettingName): SettingText | undefined => {
    const explicit = sources.explicit(name);
    if (explicit !== undefined && explicit !== '') return { text: explicit, origin: sources.spelling(name) };
    const variable = settingVariable(name);
    const fromEnvironment = sources.environment[variable];
    if (fromEnvironment !== undefined && fromEnvironment !== '') return { text: fromEnvironment, origin: variable };
    return undefined;
  };
  const file = given('config-file');
  const fromFile = file === undefined ? undefined : await configTexts(file, sources.readTextFile);
  const rights = file === undefined || fromFile === undefined ? [] : configFileRights(file.text, fromFile, sources);
  const inFile = (name: SettingName): string | undefined => {
    const text = fromFile?.get(settingVariable(name));
    return text === '' ? undefined : text;
  };
  return {
    text(name) {
      const first = given(name);
      if (first !== undefined) return first;
      const second = inFile(name);
      if (second !== undefined) return { text: second, origin: `${settingVariable(name)} in ${file?.text ?? ''}` };
      const entry: SettingEntry = SETTINGS[name];
      return entry.default === undefined
        ? undefined
        : { text: entry.default, origin: sources.spelling(name), byDefault: true };
    },
    remarks: rights,
    every(name) {
      const last = inFile(name);
      return [...givenTexts(sources, name), ...(last === undefined ? [] : [last])];
    },
  };
}

async function configTexts(file: SettingText, readTextFile: ReadTextFile): Promise<ReadonlyMap<string, string>> {
  let yamlText: string;
  try {
    yamlText = await readTextFile(file.text);
  } catch {
    throw new InputError(`${file.origin}: the configuration file ${file.text} can't be read. Give an absolute path.`);
  }
  return readConfigFile(yamlText, file.text);
}

/** What the step and the environment give for a setting, whichever of them counts. The configuration file is not asked. */
export function givenTexts(
  { explicit, environment }: Pick<SettingSources, 'explicit' | 'environment'>,
  name: SettingName,
): readonly string[] {
  return [explicit(name), environment[settingVariable(name)]]
    .filter((text) => text !== undefined)
    .filter((text) => text !== '');
}
