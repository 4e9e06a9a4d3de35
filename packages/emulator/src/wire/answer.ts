import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { failure, type Failure, type Placement, type Reply, type Success } from './reply.js';
import type { ApiFamily } from './request.js';

/** How answers are wrapped; everything that the contract lists as seen in some version can be chosen. */
export interface EnvelopeStyle {
  /** Where the payload goes. `by-family`: beside `response` on `/iso`, inside it on `/api`. */
  readonly envelope: Placement | 'by-family';
  /** `http-200` sends failures with `error: true` and HTTP 200. */
  readonly errorStatus: 'http' | 'http-200';
  /** Whether the Portuguese twins `mensagem`, `erro`, `cod_erro` are sent. */
  readonly twins: boolean;
}

interface Enclosed {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Puts a reply into the vendor's envelope (wire contract §1). */
export function enclose(reply: Reply, family: ApiFamily, style: EnvelopeStyle): Enclosed {
  switch (reply.kind) {
    case 'verbatim':
      return { status: reply.status, body: reply.body };
    case 'failure':
      return encloseFailure(reply, style);
    case 'success':
      return encloseSuccess(reply, placementOf(reply, family, style), style.twins);
  }
}

function placementOf(reply: Success, family: ApiFamily, style: EnvelopeStyle): Placement | 'bare' {
  if (style.envelope !== 'by-family') return style.envelope;
  return reply.placement ?? (family === 'iso' ? 'beside' : 'inside');
}

function encloseSuccess(reply: Success, placement: Placement | 'bare', twins: boolean): Enclosed {
  if (placement === 'bare') return { status: reply.status, body: reply.payload };
  const response = responseOf(reply, false, 0, twins);
  const body =
    placement === 'beside'
      ? { code: reply.status, response, ...reply.payload }
      : { code: reply.status, response: { ...response, ...reply.payload } };
  return { status: reply.status, body };
}

function encloseFailure(reply: Failure, style: EnvelopeStyle): Enclosed {
  const { exception, message } = reply;
  const body = {
    code: reply.status,
    response: responseOf(reply, true, reply.errorCode, style.twins),
    ...(exception !== undefined && { exception: { code: exception, message, detail: null } }),
  };
  return { status: style.errorStatus === 'http-200' ? 200 : reply.status, body };
}

function responseOf(reply: { status: number; message: string }, error: boolean, errorCode: number, twins: boolean) {
  const { status, message } = reply;
  const english = { status, message, error, error_code: errorCode, detail: '' };
  return twins ? { ...english, mensagem: message, erro: error, cod_erro: errorCode } : english;
}

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

/** Waits so many milliseconds; rejects at once when the client hangs up, so that no timer outlives its request. */
export async function pause(response: ServerResponse, milliseconds: number): Promise<void> {
  const gone = new AbortController();
  const abort = () => {
    gone.abort();
  };
  response.once('close', abort);
  if (response.destroyed) abort();
  try {
    await sleep(milliseconds, undefined, { signal: gone.signal });
  } finally {
    response.off('close', abort);
  }
}

/** Ends an exchange that went wrong inside the emulator; when the client has hung up, nobody sees it. */
export function giveUp(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const style = { envelope: 'by-family', errorStatus: 'http', twins: true } as const;
  sendBytes(response, jsonAnswer(enclose(failure(500, 'Unexpected error.'), 'iso', style)));
}
