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

/** What a file's mode says of it. */
export interface JudgedMode {
  /** Four octal digits, e.g. `0644`. */
  readonly text: string;
  /** What a group or everybody may do with the file, the worst of it. */
  readonly others: 'write' | 'read' | 'nothing';
}

/** Bits of a mode that let others than the owner write or read (POSIX, sys/stat.h). */
const WRITTEN_BY_OTHERS = 0o022;
const READ_BY_OTHERS = 0o044;

/** @param mode as `stat` has it, with or without the bits of the file's type */
export function judgeMode(mode: number): JudgedMode {
  const text = (mode & 0o777).toString(8).padStart(4, '0');
  if ((mode & WRITTEN_BY_OTHERS) !== 0) return { text, others: 'write' };
  return { text, others: (mode & READ_BY_OTHERS) === 0 ? 'nothing' : 'read' };
}

/** The command that leaves a file to its owner alone. */
export function makingPrivate(path: string): string {
  return `chmod 600 ${path}`;
}
