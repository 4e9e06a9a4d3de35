import { resolve } from 'node:path';
import { readTextFile as readAtOnce } from '@senhasegura-action/core/internal';

/** Reads a text file; a relative path is looked up in `cwd`. Rejects with the system's error. */
export const readTextFile = (path: string, cwd: string): Promise<string> => readAtOnce(resolve(cwd, path));
