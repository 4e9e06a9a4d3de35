import type { Writable } from 'node:stream';

const drop = (): void => undefined;

/**
 * Without a listener an error of a stream ends the process. Who writes learns of it from the callback of the write; the event
 * comes after that, so the listener stays.
 */
export function dropErrors(stream: Writable): void {
  if (!stream.listeners('error').includes(drop)) stream.on('error', drop);
}
