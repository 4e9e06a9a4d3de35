import { readFileSync, statSync } from 'node:fs';

/** Reads a text file of the job's machine; rejects with the system's error. */
export type ReadTextFile = (path: string) => Promise<string>;

/**
 * Reads a file of the settings, UTF-8. At once, while nothing else is under way: the first asynchronous read of a process costs it
 * 6 ms, for the threads that do it.
 */
export const readTextFile: ReadTextFile = (path) =>
  new Promise((resolve) => {
    resolve(readFileSync(path, 'utf8'));
  });

/** The mode of a file, POSIX permission bits; `undefined` where there is no such file, or the system has no modes. */
export type FileMode = (path: string) => number | undefined;

export const fileMode: FileMode = (path) => {
  if (process.platform === 'win32') return undefined;
  return statSync(path, { throwIfNoEntry: false })?.mode;
};
