import { isAbsolute, relative, resolve, sep } from 'node:path';
import { InputError } from '../errors/senhasegura-error.js';
import { nearestWord, quoteText } from '../errors/message-text.js';
import { type FileMode, judgeMode, makingPrivate } from './setting-files.js';
import { isSecretSetting, SETTING_NAMES, type SettingName, settingVariable } from './setting-table.js';

/** Names that the vendor's CLI reads from the same file and that are no settings of ours (contract section 3). */
const VENDOR_NAMES = ['SENHASEGURA_SECRETS_FILE', 'SENHASEGURA_SECRETS_FOLDER', 'SENHASEGURA_DISABLE_RUNB'];
/** What the deletion of GitLab's variables needs. They carry no prefix of ours. */
export const GITLAB_NAMES = ['GITLAB_ACCESS_TOKEN', 'CI_API_V4_URL', 'CI_PROJECT_ID'];

const PREFIX = 'SENHASEGURA_';

/**
 * Reads the vendor's configuration file: a YAML map of `SENHASEGURA_` names and GitLab's three to texts. Names are read without
 * case, as the vendor's CLI reads them; others belong to others and are skipped.
 * @returns the names in upper case with their texts, exactly as written: `01` stays `01`
 * @throws {InputError} every problem of the file; a value is never quoted
 */
export async function readConfigFile(yamlText: string, path: string): Promise<ReadonlyMap<string, string>> {
  const content = await parseYaml(yamlText, path);
  if (content === null || content === undefined || content === '') return new Map();
  if (typeof content !== 'object' || Array.isArray(content)) {
    throw new InputError(`${path} has to be a list of lines such as SENHASEGURA_URL: "https://vault.example.com"`);
  }
  const ours = [...SETTING_NAMES.map(settingVariable), ...VENDOR_NAMES];
  const known = new Set([...ours, ...GITLAB_NAMES]);
  const texts = new Map<string, string>();
  const problems: string[] = [];
  for (const [written, value] of Object.entries(content)) {
    const name = written.toUpperCase();
    if (!known.has(name)) {
      if (name.startsWith(PREFIX)) problems.push(`${path} holds ${quoteText(written)}, ${unknownName(name, ours)}`);
    } else if (typeof value !== 'string') problems.push(`${path}: ${name} has to be a text`);
    else if (texts.has(name))
      problems.push(`${path}: ${name} is there twice, in letters of another case. Keep one of them`);
    else texts.set(name, value);
  }
  if (problems.length > 0) throw new InputError(problems);
  return texts;
}

function unknownName(name: string, ours: readonly string[]): string {
  const rest = (whole: string): string => whole.slice(PREFIX.length).toLowerCase();
  const nearest = nearestWord(rest(name), ours.map(rest));
  const meant = nearest === undefined ? '' : `: did you mean ${PREFIX}${nearest.toUpperCase()}?`;
  return `which is no known setting${meant}`;
}

/** Where the secrets go, whom the run trusts, and who it says it is: besides every secret. */
const DECISIVE: readonly SettingName[] = [
  'url',
  'insecure',
  'ca-certificate',
  'client-id',
  'consumer-key',
  'token-key',
];

/** What is known of a file besides its text. */
export interface FileRights {
  readonly fileMode?: FileMode | undefined;
  readonly checkout?: string | undefined;
}

/**
 * Whether others can write the configuration file: who can, would decide where the secrets go. Below the checkout of a job a warning is
 * all: GitLab's containers check out with umask 0, and who could write there could change the job as well.
 * @returns a warning, or nothing
 * @throws {InputError} when the file names the url, credentials, an authority or `insecure`
 */
export function configFileRights(
  path: string,
  texts: ReadonlyMap<string, string>,
  { fileMode, checkout }: FileRights,
): readonly string[] {
  const mode = judgeMode(fileMode?.(path) ?? 0);
  if (mode.others !== 'write') return [];
  const what = `${path} can be written by others than its owner (mode ${mode.text})`;
  const advice = `Run: ${makingPrivate(path)}`;
  const decisive = SETTING_NAMES.filter((name) => DECISIVE.includes(name) || isSecretSetting(name))
    .map(settingVariable)
    .filter((name) => texts.has(name));
  if (decisive.length === 0 || isBelow(path, checkout)) return [`${what}. ${advice}`];
  throw new InputError(`${what}, and it has ${decisive.join(', ')}, so whoever writes it gets the secrets. ${advice}`);
}

function isBelow(path: string, folder: string | undefined): boolean {
  if (folder === undefined || folder === '') return false;
  const way = relative(resolve(folder), resolve(path));
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** All scalars as texts (the failsafe schema of YAML 1.2). The library's own messages quote the file, so none is passed on. */
async function parseYaml(yamlText: string, path: string): Promise<unknown> {
  const { FAILSAFE_SCHEMA, YAMLException, loadAll } = await import('js-yaml');
  try {
    const documents: readonly unknown[] = loadAll(yamlText, { schema: FAILSAFE_SCHEMA });
    if (documents.length > 1) throw new InputError(`${path} holds several YAML documents (---). One is read.`);
    return documents[0];
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark === undefined ? '' : `, line ${error.mark.line + 1}`;
    throw new InputError(`${path}${line}: this is no valid YAML. Quote values that hold special characters.`);
  }
}
