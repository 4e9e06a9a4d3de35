import type { Readable } from 'node:stream';
import { InputError } from '@senhasegura-action/core/internal';

/** No secret of a vault is larger. */
const MOST = 16 * 1024 * 1024;

/** Reads a stream to its end. @throws {InputError} when there is more than a vault takes */
export async function readAll(stream: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array | string>) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MOST) throw new InputError(`Standard input has more than ${MOST} bytes.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
