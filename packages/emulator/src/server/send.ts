import type { ServerResponse } from 'node:http';
import type { Enclosed } from './envelope.js';

/** An answer as bytes, ready to be sent, cut or spoilt. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export function jsonAnswer({ status, body }: Enclosed): Answer {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers, body: Buffer.from(JSON.stringify(body)) };
}

export function sendBytes(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}
