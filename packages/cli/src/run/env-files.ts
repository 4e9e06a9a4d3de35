import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError, quoteText, systemCode } from '@senhasegura-action/core/internal';
import { dotenvVariables, lineProblems } from '../settings/dotenv-lines.js';
import { writtenText } from '../settings/written-text.js';

/**
 * The variables of files in dotenv format; a later file beats an earlier one.
 * @throws {InputError} files that can't be read, that are no UTF-8, or have lines that are no assignment; none is quoted
 */
export async function readEnvFiles(paths: readonly string[], cwd: string): Promise<ReadonlyMap<string, string>> {
  const variables = new Map<string, string>();
  const problems: string[] = [];
  for (const path of paths) {
    const bytes = await readFile(resolve(cwd, path)).catch((error: unknown) => {
      throw new InputError(`--env-file: ${quoteText(path)} can't be read (${systemCode(error) ?? 'unknown error'}).`);
    });
    const reading = parseEnvFile(bytes);
    if ('problems' in reading) {
      problems.push(...reading.problems.map((problem) => `--env-file: ${quoteText(path)} ${problem}.`));
    } else for (const [name, value] of reading.ok) variables.set(name, value);
  }
  if (problems.length > 0) throw new InputError(problems);
  return variables;
}

type EnvFile = { readonly ok: ReadonlyMap<string, string> } | { readonly problems: readonly string[] };

/**
 * The variables of a file in dotenv format; or what is wrong with it, as clauses that follow its name. A file that says something
 * else than it seems to must not come to select every secret because no reference was found in it.
 */
export function parseEnvFile(bytes: Uint8Array): EnvFile {
  const written = writtenText(bytes);
  if ('problem' in written) return { problems: [written.problem] };
  const text = written.ok;
  const problems = lineProblems(text);
  if (problems.length > 0) return { problems: problems.map(({ line, problem }) => `line ${line} ${problem}`) };
  return { ok: dotenvVariables(text) };
}
