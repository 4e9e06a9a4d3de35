import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError, quoteText, systemCode } from '@senhasegura-action/core/internal';

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
