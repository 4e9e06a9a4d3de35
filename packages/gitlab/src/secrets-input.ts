import { resolve } from 'node:path';
import type { Environment, ReadTextFile } from '@senhasegura-action/core/internal';
import { inputText } from './component-inputs.js';

/** The `secrets` that a pipeline selects, or what is wrong with how it says so. `ok` is `undefined` where it does not. */
export type SecretsInput = { readonly ok: string | undefined } | { readonly problem: string };

const MARK = 'json:';

/**
 * The references of the inputs `secrets` and `secrets-file`. GitLab puts a text of several lines into a template as it is,
 * which breaks the YAML around it; a list it puts there as JSON, on one line.
 */
export async function readSecretsInput(environment: Environment, readTextFile: ReadTextFile): Promise<SecretsInput> {
  const list = parseList(inputText(environment, 'secrets'));
  const file = inputText(environment, 'secrets-file');
  if ('problem' in list || file === undefined) return list;
  if (list.ok !== undefined) return { problem: 'inputs secrets and secrets-file: give one of them, not both' };
  try {
    return { ok: await readTextFile(resolve(environment.CI_PROJECT_DIR ?? '', file)) };
  } catch {
    return {
      problem: `input secrets-file: ${JSON.stringify(file)} can't be read. Give the path of a file of the repository.`,
    };
  }
}

function parseList(text: string | undefined): SecretsInput {
  if (!text?.startsWith(MARK)) return { ok: text };
  const lines = jsonOrNothing(text.slice(MARK.length));
  if (!Array.isArray(lines) || !lines.every((line) => typeof line === 'string')) {
    return { problem: 'input secrets: is no list of lines. Quote a line that YAML reads as something else.' };
  }
  return { ok: lines.length === 0 ? undefined : lines.join('\n') };
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
