import type { Document } from 'yaml';
import { InputError } from '../errors/senhasegura-error.js';
import { quoteText } from '../references/quote-text.js';
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
  const { parseDocument } = await import('yaml');
  const document = parseDocument(yamlText, { schema: 'failsafe', prettyErrors: false });
  if (document.errors.length > 0) {
    throw new InputError(
      document.errors.map((error) => `${path} is no valid YAML: ${error.code} at character ${error.pos[0]}`),
    );
  }
  const content = plainContent(document, path);
  if (content === null || content === '') return new Map();
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

/** Aliases can make a small file huge, and nobody needs them here. */
function plainContent(document: Document, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    throw new InputError(`${path} uses YAML aliases (*name). Write each value out.`);
  }
}
