import { InputError, readConfigFile, type SettingName, settingVariable } from '@senhasegura-action/core/internal';
import type { Invocation } from '../command-line/parse-command-line.js';
import { readTextFile } from '../files/read-text-file.js';
import type { Terminal } from '../entry/terminal.js';
import { configPath } from './config-path.js';

/** What the user gave, before any default counts: an option beats the environment, which beats the configuration file. */
export interface GivenSettings {
  /** The text of a setting, or of a name of the vendor's that is no setting of ours, such as `secrets-file`. */
  readonly text: (name: string) => string | undefined;
  /** The configuration file that is read though nobody named it. */
  readonly defaultConfigFile: string | undefined;
}

/** @throws {InputError} when the configuration file can't be read */
export async function readGivenSettings(invocation: Invocation, terminal: Terminal): Promise<GivenSettings> {
  const { environment } = terminal;
  const named =
    nonEmpty(invocation.settings.get('config-file')) ?? nonEmpty(environment[settingVariable('config-file')]);
  const defaultConfigFile = named === undefined ? await configPath(invocation.command, terminal) : undefined;
  const path = named ?? defaultConfigFile;
  const inFile = path === undefined ? new Map<string, string>() : await configTexts(path, terminal);
  return {
    defaultConfigFile,
    text: (name) => {
      const variable = variableOf(name);
      const option = invocation.settings.get(name as SettingName) ?? invocation.options.get(name)?.at(-1);
      return [option, environment[variable], inFile.get(variable)].map(nonEmpty).find((text) => text !== undefined);
    },
  };
}

const variableOf = (name: string): string => settingVariable(name as SettingName);

const nonEmpty = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

async function configTexts(path: string, { cwd }: Terminal): Promise<ReadonlyMap<string, string>> {
  let text: string;
  try {
    text = await readTextFile(path, cwd);
  } catch {
    throw new InputError(`The configuration file ${path} can't be read. Check its path and its rights (chmod 600).`);
  }
  return readConfigFile(text, path);
}
