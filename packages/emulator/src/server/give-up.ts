import type { ServerResponse } from 'node:http';
import { failure } from './reply.js';
import { enclose } from './envelope.js';
import { jsonAnswer, sendBytes } from './send.js';

/** Ends an exchange that went wrong inside the emulator; when the client has hung up, nobody sees it. */
export function giveUp(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const style = { envelope: 'by-family', errorStatus: 'http', twins: true } as const;
  sendBytes(response, jsonAnswer(enclose(failure(500, 'Unexpected error.'), 'iso', style)));
}
