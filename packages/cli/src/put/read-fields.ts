import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'dotenv';
import { InputError, quoteText, utf8Text } from '@senhasegura-action/core/internal';
import type { Terminal } from '../entry/terminal.js';
import type { FieldSource } from './field-source.js';
import { lineProblems } from './line-problems.js';
import { readAll } from './read-all.js';

/**
 * The fields with their values, byte for byte. Without a source, standard input has `KEY=VALUE` lines in dotenv format.
 * @throws {InputError} files that can't be read, values that are no UTF-8 text, lines that are no field, nothing at all
 */
export async function readFields(
  sources: readonly FieldSource[],
  { stdin, cwd }: Pick<Terminal, 'stdin' | 'cwd'>,
): Promise<ReadonlyMap<string, string>> {
  if (sources.length === 0) return fieldsOfLines(utf8(await readAll(stdin), 'Standard input'));
  const fields = new Map<string, string>();
  for (const source of sources) {
    const what = `The value of ${quoteText(source.name)}`;
    const bytes = source.kind === 'stdin' ? await readAll(stdin) : await readBytes(resolve(cwd, source.path), what);
    fields.set(source.name, utf8(bytes, what));
  }
  return fields;
}

function fieldsOfLines(text: string): ReadonlyMap<string, string> {
  const problems = lineProblems(text);
  if (problems.length > 0) throw new InputError(problems);
  const fields = new Map(Object.entries(parse(text)));
  if (fields.size > 0) return fields;
  throw new InputError('No field is given: write KEY=@FILE, KEY=-, or give KEY=VALUE lines on standard input.');
}

async function readBytes(path: string, what: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch {
    throw new InputError(`${what}: the file ${quoteText(path)} can't be read.`);
  }
}

function utf8(bytes: Uint8Array, what: string): string {
  const text = utf8Text(bytes);
  if (text !== undefined) return text;
  throw new InputError(`${what} is no UTF-8 text. Encode it as base64, and select it with "| base64".`);
}
