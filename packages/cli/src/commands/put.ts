import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import {
  checkSecret,
  InputError,
  namesShown,
  quoteText,
  saveSecret,
  utf8Text,
} from '@senhasegura-action/core/internal';
import { parse } from 'dotenv';
import type { RunsCommand } from '../settings/command-context.js';
import { doubtfulHashes, lineProblems } from '../settings/dotenv-lines.js';
import { EXIT } from '../terminal/exit-code.js';
import type { Terminal } from '../terminal/terminal.js';
import { itemId } from '../vault-run/items.js';
import { prepareCommand, rehearse, withPreparedVault } from '../vault-run/with-vault.js';

/**
 * `senhasegura put dsm:IDENTITY [KEY=@FILE | KEY=-]...`: writes a secret of the DevOps Secret Manager. What it held before is
 * replaced.
 */
export const put: RunsCommand = async (context) => {
  const { invocation, terminal, log } = context;
  const [word = '', ...rest] = invocation.words;
  const identity = itemId(word, 'dsm');
  const sources = parseFieldSources(rest);
  const prepared = await prepareCommand(context, { always: { secrets: 'dsm:*' } });
  const fields = await readFields(sources, terminal);
  prepared.masker.mask([...fields].map(([name, value]) => ({ name, value })));
  const option = (name: string): string | undefined => invocation.options.get(name)?.at(-1);
  const details = {
    name: option('name') ?? identity,
    engine: option('engine'),
    description: option('description'),
    expirationDate: option('expiration-date'),
  };
  const present = Object.fromEntries(Object.entries(details).filter(([, text]) => text !== undefined));
  const secret = { identity, ...present, keyValue: Object.fromEntries(fields) };
  if (prepared.settings.dryRun) {
    checkSecret(secret);
    const names = namesShown([...fields.keys()]);
    return rehearse(prepared, context, () => `create dsm:${identity}, or replace all its fields, with ${names}`);
  }
  return withPreparedVault(prepared, context, async ({ session }) => {
    const { vault } = await session.authorized();
    await saveSecret(vault, secret);
    log.notice(`Saved dsm:${identity} with ${fields.size} ${fields.size === 1 ? 'field' : 'fields'}.`);
    return EXIT.done;
  });
};

/** Where the value of a field comes from. */
type FieldSource =
  | { readonly kind: 'file'; readonly name: string; readonly path: string }
  | { readonly kind: 'stdin'; readonly name: string };

const ADVICE = 'Write KEY=@FILE, KEY=- for standard input, or give KEY=VALUE lines on standard input.';

/**
 * Reads `KEY=@FILE` and `KEY=-`. A value that was written out is refused, and not quoted.
 * @throws {InputError} every problem
 */
export function parseFieldSources(words: readonly string[]): readonly FieldSource[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  const sources = words.flatMap((word, index): readonly FieldSource[] => {
    const equals = word.indexOf('=');
    const name = word.slice(0, Math.max(equals, 0));
    const source = word.slice(equals + 1);
    if (name === '') {
      problems.push(`Argument ${index + 2} is no field. ${ADVICE}`);
      return [];
    }
    if (seen.has(name)) problems.push(`The field ${quoteText(name)} is given twice.`);
    seen.add(name);
    if (source === '-') return [{ kind: 'stdin', name }];
    if (source.startsWith('@') && source.length > 1) return [{ kind: 'file', name, path: source.slice(1) }];
    problems.push(`The value of ${quoteText(name)} is on the command line, where other users can read it. ${ADVICE}`);
    return [];
  });
  if (sources.filter(({ kind }) => kind === 'stdin').length > 1) problems.push('Standard input can be one field only.');
  if (problems.length > 0) throw new InputError(problems);
  return sources;
}

/**
 * The fields with their values, byte for byte. Without a source, standard input has `KEY=VALUE` lines in dotenv format.
 * @throws {InputError} files that can't be read, values that are no UTF-8 text, lines that are no field, nothing at all
 */
async function readFields(
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
  const problems = [...lineProblems(text), ...doubtfulHashes(text)].toSorted((one, other) => one.line - other.line);
  if (problems.length > 0) {
    throw new InputError(problems.map(({ line, problem }) => `Line ${line} of standard input ${problem}.`));
  }
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

/** No secret of a vault is larger. */
const MOST = 16 * 1024 * 1024;

/** Reads a stream to its end. @throws {InputError} when there is more than a vault takes */
async function readAll(stream: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array | string>) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MOST) throw new InputError(`Standard input has more than ${MOST} bytes.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
