import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { systemCode } from '@senhasegura-action/core/internal';

/** What lies at a path, a link itself and not where it leads; `undefined` where nothing does. */
export async function lookAt(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
