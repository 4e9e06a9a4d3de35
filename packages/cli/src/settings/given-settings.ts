import { join } from 'node:path';
import {
  GITLAB_NAMES,
  isSecretSetting,
  readConfigFile,
  type SettingName,
  settingVariable,
} from '@senhasegura-action/core/internal';
import type { CommandName } from '../command-line/command-table.js';
import type { Invocation } from '../command-line/parse-command-line.js';
import { isFile, type Terminal } from '../terminal/terminal.js';
import { readWrittenText } from './written-text.js';

/** What the user gave, before any default counts: an option beats the environment, which beats the configuration file. */
export interface GivenSettings {
  /** The text of a setting, or of a name of the vendor's that is no setting of ours, such as `secrets-file`. */
  readonly text: (name: string) => string | undefined;
  /** What there is of GitLab's three variables; the environment beats the file. They carry no prefix of ours. */
  readonly gitLab: Readonly<Record<string, string>>;
  /** The configuration file that is read though nobody named it. */
  readonly defaultConfigFile: string | undefined;
  /** The configuration file, as it was named, with its text: a pipe, as a shell's `<(...)`, can be read only once. */
  readonly configFile: { readonly path: string; readonly text: string } | undefined;
}

/** @throws {InputError} when the configuration file can't be read, or is no UTF-8 */
export async function readGivenSettings(invocation: Invocation, terminal: Terminal): Promise<GivenSettings> {
  const { environment } = terminal;
  const named =
    nonEmpty(invocation.settings.get('config-file')) ?? nonEmpty(environment[settingVariable('config-file')]);
  const defaultConfigFile = named === undefined ? await configPath(invocation.command, terminal) : undefined;
  const path = named ?? defaultConfigFile;
  const configFile = path === undefined ? undefined : { path, text: readConfigText(path, terminal) };
  const inFile =
    configFile === undefined ? new Map<string, string>() : await readConfigFile(configFile.text, configFile.path);
  const gitLab = GITLAB_NAMES.flatMap((name) => {
    const text = nonEmpty(environment[name]) ?? nonEmpty(inFile.get(name));
    return text === undefined ? [] : [[name, text] as const];
  });
  return {
    defaultConfigFile,
    gitLab: Object.fromEntries(gitLab),
    configFile,
    text: (name) => {
      const variable = variableOf(name);
      const option = invocation.settings.get(name as SettingName) ?? invocation.options.get(name)?.at(-1);
      return [option, environment[variable], inFile.get(variable)].map(nonEmpty).find((text) => text !== undefined);
    },
  };
}

const variableOf = (name: string): string => settingVariable(name as SettingName);

const nonEmpty = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

const readConfigText = (path: string, { cwd }: Terminal): string =>
  readWrittenText(`The configuration file ${path}`, {
    ...{ path, cwd, advice: 'Check its path and its rights (chmod 600; on Windows icacls).' },
  });

/**
 * The configuration file that is used where nobody names one: `~/.senhasegura/config.yaml`; for `runb`, as with the vendor's
 * CLI, `~/.config.yaml` before it (wire contract section 3).
 */
async function configPath(command: CommandName, { home }: Terminal): Promise<string | undefined> {
  const vendors = command === 'runb' ? [join(home, '.config.yaml')] : [];
  for (const path of [...vendors, join(home, '.senhasegura', 'config.yaml')]) if (await isFile(path)) return path;
  return undefined;
}

/** Longer texts are PEM and not the path of one. */
const LONGEST_PATH = 256;
const CAN_BE_A_PATH: ReadonlySet<string> = new Set(['client-key', 'decryption-key']);

/** Options with which the user wrote a secret onto the command line, where every user of the machine can read it. */
export function exposedSecrets({ settings }: Invocation): readonly string[] {
  return [...settings].flatMap(([name, text]) => {
    const isPath = CAN_BE_A_PATH.has(name) && text.length <= LONGEST_PATH && !text.includes('-----BEGIN');
    return isSecretSetting(name) && !isPath ? [`--${name}`] : [];
  });
}
