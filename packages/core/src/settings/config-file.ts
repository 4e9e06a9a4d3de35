import { InputError } from '../errors/senhasegura-error.js';
import { quoteText } from '../errors/message-text.js';
import { SETTING_NAMES, settingVariable } from './setting-table.js';

/** Names that the vendor's CLI reads from the same file and that are no settings of ours. */
const VENDOR_NAMES = ['SENHASEGURA_SECRETS_FILE', 'SENHASEGURA_DISABLE_RUNB'];

/**
 * Reads the vendor's configuration file: a YAML map of `SENHASEGURA_` names to texts. Names without that prefix belong to
 * others and are skipped.
 * @returns the names with their texts, exactly as written: `01` stays `01`
 * @throws {InputError} every problem of the file; a value is never quoted
 */
export async function readConfigFile(yamlText: string, path: string): Promise<ReadonlyMap<string, string>> {
  const content = await parseYaml(yamlText, path);
  if (content === null || content === undefined || content === '') return new Map();
  if (typeof content !== 'object' || Array.isArray(content)) {
    throw new InputError(`${path} has to be a list of lines such as SENHASEGURA_URL: "https://vault.example.com"`);
  }
  const known = new Set([...SETTING_NAMES.map(settingVariable), ...VENDOR_NAMES]);
  const texts = new Map<string, string>();
  const problems: string[] = [];
  for (const [name, value] of Object.entries(content)) {
    if (!name.startsWith('SENHASEGURA_')) continue;
    if (!known.has(name)) problems.push(`${path} holds ${quoteText(name)}, which is no known setting`);
    else if (typeof value !== 'string') problems.push(`${path}: ${name} has to be a text`);
    else texts.set(name, value);
  }
  if (problems.length > 0) throw new InputError(problems);
  return texts;
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
