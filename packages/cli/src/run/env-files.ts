import { parse } from 'dotenv';
import { InputError, quoteText } from '@senhasegura-action/core';
import { readTextFile } from '../files/read-text-file.js';

/**
 * The variables of files in dotenv format; a later file beats an earlier one.
 * @throws {InputError} files that can't be read
 */
export async function readEnvFiles(paths: readonly string[], cwd: string): Promise<ReadonlyMap<string, string>> {
  const variables = new Map<string, string>();
  for (const path of paths) {
    const text = await readTextFile(path, cwd).catch(() => {
      throw new InputError(`--env-file: ${quoteText(path)} can't be read.`);
    });
    for (const [name, value] of Object.entries(parse(text))) variables.set(name, value);
  }
  return variables;
}
