import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { type Environment, readTextFile as readAtOnce, systemCode } from '@senhasegura-action/core/internal';
import { isReaderGone, OutputError } from '../run-command/outputs.js';
import type { SignalSource } from '../run-command/relay-signals.js';

/** All that a command has of the world besides the vault; a test gives it another one. */
export interface Terminal {
  readonly environment: Environment;
  /** The operating system. */
  readonly system: NodeJS.Platform;
  /** Absolute. */
  readonly cwd: string;
  /** The user's home folder, absolute. */
  readonly home: string;
  /** The folder for temporary files, absolute. */
  readonly tempDir: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly signals: SignalSource;
  /** Whether a person is at standard input and standard output. */
  readonly isInteractive: boolean;
}

const drop = (): void => undefined;

/**
 * Without a listener an error of a stream ends the process. Who writes learns of it from the callback of the write; the event
 * comes after that, so the listener stays.
 */
export function dropErrors(stream: Writable): void {
  if (!stream.listeners('error').includes(drop)) stream.on('error', drop);
}

/**
 * Writes and waits until the system has taken it: the process may end right after.
 * @throws {OutputError} when it could not be written for another reason than that its reader went away, e.g. a full disk
 */
export async function writeOut(stream: Writable, content: string | Uint8Array): Promise<void> {
  if (content.length === 0) return;
  dropErrors(stream);
  try {
    await written(stream, content);
  } catch (cause) {
    const code = systemCode(cause);
    if (isReaderGone(code)) return;
    throw new OutputError(
      `Standard output could not be written (${code ?? 'unknown error'}). Make room, or write it elsewhere.`,
      { cause },
    );
  }
}

function written(stream: Writable, content: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(content, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Whether there is a file at a path. */
export async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** Reads a text file; a relative path is looked up in `cwd`. Rejects with the system's error. */
export const readTextFile = (path: string, cwd: string): Promise<string> => readAtOnce(resolve(cwd, path));
