import { InputError, quoteText } from '@senhasegura-action/core/internal';
import { parse } from 'dotenv';
import { type Assignment, assignmentsOf } from '../settings/dotenv-lines.js';
import { readTextFile } from '../terminal/terminal.js';
import { looksLikeReference } from './env-references.js';

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
    for (const [name, value] of parseEnvFile(text)) variables.set(name, value);
  }
  return variables;
}

/**
 * The variables of a file in dotenv format. In that format a `#` in a value without quotes begins a comment; in
 * `DB=dsm:db#password` it does not, because a reference is what the line means.
 */
export function parseEnvFile(text: string): ReadonlyMap<string, string> {
  const written = new Map(assignmentsOf(text).map((assignment) => [assignment.name, assignment]));
  const variables = Object.entries(parse(text)).map(([name, value]): [string, string] => [
    name,
    looksLikeReference(value) ? wholeReference(value, written.get(name)) : value,
  ]);
  return new Map(variables);
}

/** What a line without quotes says up to white space before a `#`, where the format cut it at the `#` of a field. */
function wholeReference(cut: string, assignment: Assignment | undefined): string {
  const written = assignment === undefined ? '' : `${assignment.raw}${assignment.rest}`.trim();
  return written.startsWith(`${cut}#`) ? written.replace(/\s+#.*$/, '') : cut;
}
