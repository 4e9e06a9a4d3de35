import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Reads a text file; a relative path is looked up in `cwd`. Rejects with the system's error. */
export const readTextFile = (path: string, cwd: string): Promise<string> => readFile(resolve(cwd, path), 'utf8');
