import type { Writable } from 'node:stream';
import { systemCode } from '@senhasegura-action/core/internal';
import { dropErrors } from './drop-errors.js';
import { isReaderGone, OutputError } from '../run-command/output-error.js';

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
