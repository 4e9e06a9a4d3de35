import { readFile } from 'node:fs/promises';
import { InputError } from '../errors/senhasegura-error.js';
import { nearestWord, quoteText } from '../errors/message-text.js';
import { readSettings } from '../settings/read-settings.js';
import { SETTING_NAMES, type SettingName, settingVariable } from '../settings/setting-table.js';
import type { Environment, SettingSources } from '../settings/setting-texts.js';
import type { Settings } from '../settings/settings.js';
import { type A2AOptions, OPTION_SETTINGS, OPTION_TYPES, OPTION_VARIABLES } from './a2a-options.js';

export type ClientSettings = Pick<Settings, 'connection' | 'authentication' | 'api' | 'decryptionKey'>;

const KNOWN: readonly string[] = [
  ...Object.keys(OPTION_SETTINGS),
  ...Object.keys(OPTION_VARIABLES),
  ...Object.keys(OPTION_TYPES),
];
const OPTION_OF = new Map<SettingName, keyof typeof OPTION_SETTINGS>(
  Object.entries(OPTION_SETTINGS).map(([option, name]) => [name, option as keyof typeof OPTION_SETTINGS]),
);
/** Settings of a job, which mean nothing to a program; the configuration file may give the others. */
const FOREIGN_VARIABLES: ReadonlySet<string> = new Set(
  SETTING_NAMES.filter((name) => !OPTION_OF.has(name) && name !== 'config-file').map(settingVariable),
);

/**
 * Reads and checks options, as settings are.
 * @throws {InputError} every problem at once; no secret is ever quoted
 */
export async function readOptions(options: A2AOptions): Promise<ClientSettings> {
  const wrong = Object.entries(options).flatMap(([name, value]) => optionProblem(name, value) ?? []);
  // Wrong values are told of here; what is right about the others is told along with them.
  const outcome = await readSettings(sourcesOf(options)).catch((error: unknown) => {
    if (error instanceof InputError) return error;
    throw error;
  });
  const problems = [...wrong, ...(outcome instanceof InputError ? outcome.problems : [])];
  if (problems.length > 0 || outcome instanceof InputError) throw new InputError(problems);
  const { connection, authentication, api, decryptionKey } = outcome;
  return { connection, authentication, api, ...(decryptionKey === undefined ? {} : { decryptionKey }) };
}

function optionProblem(name: string, value: unknown): string | undefined {
  if (!KNOWN.includes(name)) {
    const near = nearestWord(name, KNOWN);
    return `${quoteText(name)} is no option.${near === undefined ? '' : ` Did you mean ${near}?`}`;
  }
  const type = OPTION_TYPES[name] ?? 'string';
  if (value === undefined || (typeof value === type && value !== null)) return undefined;
  return `${name}: has to be a ${type}.`;
}

function sourcesOf(options: A2AOptions): SettingSources {
  return {
    explicit: (name) => {
      const option = OPTION_OF.get(name);
      const value = option === undefined ? undefined : options[option];
      return value === undefined ? undefined : String(value);
    },
    spelling: (name) => OPTION_OF.get(name) ?? name,
    environment: environmentOf(options),
    readTextFile: options.readTextFile ?? ((path) => readFile(path, 'utf8')),
  };
}

function environmentOf(options: A2AOptions): Environment {
  const given = Object.entries(options.environment ?? {}).filter(([name]) => !FOREIGN_VARIABLES.has(name));
  const keys = Object.entries(OPTION_VARIABLES).map(([option, variable]) => [
    variable,
    options[option as keyof typeof OPTION_VARIABLES] ?? options.environment?.[variable],
  ]);
  return Object.fromEntries([...given, ...keys]) as Environment;
}
