import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { REPOSITORY } from '../../harness/repository.js';

/**
 * The scripts of the component as the template has them, for a shell to run.
 * @returns {{ readonly before: string, readonly after: string }}
 */
export function componentScripts() {
  const [, body] = parseAllDocuments(readFileSync(join(REPOSITORY, 'templates/senhasegura.yml'), 'utf8'));
  const content = /** @type {Record<string, { before_script: string[], after_script: string[] }>} */ (body?.toJS());
  const [job] = Object.values(content);
  return { before: (job?.before_script ?? []).join('\n'), after: (job?.after_script ?? []).join('\n') };
}
