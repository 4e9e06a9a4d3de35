import { randomBytes, randomUUID } from 'node:crypto';
import { lstat, readlink, realpath, rename } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Fetched, InputError, quoteText, type Settings, systemCode } from '@senhasegura-action/core/internal';
import { maskForms, removePrivateFile, writePrivateFile } from '@senhasegura-action/job';
import { formatVariables } from '../formats/format-variables.js';
import type { ToolName } from '../formats/tool-name.js';

/**
 * The path of a secrets file, its folder through no link, so that two processes give the file one name.
 * @throws {InputError} when the folder is not there
 */
export async function pathInFolder(path: string): Promise<string> {
  try {
    return join(await realpath(dirname(path)), basename(path));
  } catch {
    throw new InputError(
      `The folder of the secrets file ${quoteText(path)} is not there. Make it, or choose another --secrets-file.`,
    );
  }
}

/**
 * The same path when its folder is gone by now: what is still there of it goes through no link.
 * @throws {InputError} when the folder can't be looked for
 */
export async function pathInFormerFolder(path: string): Promise<string> {
  try {
    return join(await formerRealPath(dirname(path)), basename(path));
  } catch (error) {
    const code = systemCode(error) ?? 'unknown error';
    throw new InputError(
      `The folder of the secrets file ${quoteText(path)} can't be looked for (${code}). Check its rights.`,
    );
  }
}

async function formerRealPath(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    const code = systemCode(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
  }
  const above = await formerRealPath(dirname(folder));
  const here = join(above, basename(folder));
  const target = await readlink(here).catch(() => undefined);
  return target === undefined ? here : formerRealPath(resolve(above, target));
}

/** What stands at a path: a symbolic link is not followed. */
type Occupant = 'nothing' | 'file' | 'link' | 'other';

/** @throws {InputError} when the path can't be looked at */
export async function occupantOf(path: string): Promise<Occupant> {
  try {
    const found = await lstat(path);
    if (found.isSymbolicLink()) return 'link';
    return found.isFile() ? 'file' : 'other';
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'nothing';
    throw new InputError(`The secrets file ${quoteText(path)} can't be looked at. Choose another --secrets-file.`);
  }
}

/** The name under which the new file is written before it takes its place. */
export const temporaryNameOf = (path: string): string => `${path}.${randomBytes(8).toString('hex')}`;

/**
 * Replaces a file as a whole: the new one is private (0600) and complete before it takes the place of the old one, which is
 * never opened. A symbolic link at the path is replaced too, and what it points to stays as it is.
 * @throws {InputError} when the system refuses
 */
export async function replaceFile(path: string, temporary: string, text: string): Promise<void> {
  await writePrivateFile(temporary, text, dirname(path));
  try {
    await rename(temporary, path);
  } catch (cause) {
    await removePrivateFile(temporary, dirname(path));
    throw new InputError(`The secrets file ${quoteText(path)} can't be replaced. Remove what is there.`, { cause });
  }
}

/**
 * The secrets file's text.
 * @param fetched tells which values are not to be masked
 * @throws {InputError} every value that the tool can't hold
 */
export function variablesText(
  tool: ToolName,
  variables: ReadonlyMap<string, string>,
  fetched: readonly Fetched[],
  { maskMinLength }: Pick<Settings, 'maskMinLength'>,
): string {
  const secret = new Set(fetched.filter(({ selection }) => !selection.modifiers.nomask).map(({ value }) => value));
  const formatted = formatVariables(
    tool,
    [...variables].map(([name, value]) => ({ name, value })),
    {
      newDelimiter: () => `senhasegura-${randomUUID()}`,
      maskForms: (value) => (secret.has(value) ? maskForms(value, maskMinLength) : []),
    },
  );
  if (!formatted.ok) throw new InputError(formatted.problems);
  return formatted.text;
}
