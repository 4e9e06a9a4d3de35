import type { Writable } from 'node:stream';
import { systemCode } from '@senhasegura-action/core';
import { dropErrors } from './drop-errors.js';
import { OutputError } from '../run-command/output-error.js';

/** A reader that went away is no error: a shell pipeline is quiet about it too. */
const READER_IS_GONE: ReadonlySet<string | undefined> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);

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
    if (READER_IS_GONE.has(code)) return;
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
