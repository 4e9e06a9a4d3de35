import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import {
  type Delimiters,
  InputError,
  parseTemplate,
  quoteText,
  systemCode,
  type Template,
  utf8Text,
} from '@senhasegura-action/core/internal';
import type { Terminal } from '../terminal/terminal.js';

/** Bytes. What configures a program has some thousands. */
const LARGEST = 16 * 1024 * 1024;

const STDIN = 'standard input';

/**
 * Reads a template, from a pipe too.
 * @param path as it was written; `undefined` for standard input
 * @throws {InputError} a file that can't be read, is too large or no UTF-8; all that is wrong in it, with its line and column
 */
export async function readTemplate(
  path: string | undefined,
  delimiters: Delimiters,
  terminal: Pick<Terminal, 'stdin' | 'cwd'>,
): Promise<Template> {
  const name = path ?? STDIN;
  const stream = path === undefined ? terminal.stdin : createReadStream(resolve(terminal.cwd, path));
  const bytes = await readBounded(stream, name);
  const text = utf8Text(bytes);
  if (text === undefined) throw new InputError(`The template ${quoteText(name)} is no UTF-8 text: save it as UTF-8.`);
  const template = parseTemplate(text, name, delimiters);
  if ('problems' in template) throw new InputError(template.problems);
  return template.ok;
}

async function readBounded(stream: Readable, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array | string>) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > LARGEST) throw new InputError(`The template ${quoteText(name)} has more than ${LARGEST} bytes.`);
      chunks.push(bytes);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(
      `The template ${quoteText(name)} can't be read (${systemCode(error) ?? 'unknown error'}). Check its path and its rights.`,
    );
  }
  return Buffer.concat(chunks);
}
