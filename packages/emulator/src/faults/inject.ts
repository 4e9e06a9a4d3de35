import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, pause, sendBytes } from '../wire/answer.js';
import { exceptionSaying, failure, noRoute, type Reply, resourceNotFound } from '../wire/reply.js';
import type { Fault } from './queue.js';

/** What a fault needs of the connection and of the vault. */
export interface Victim {
  readonly response: ServerResponse;
  /** Lets the vault handle the request and gives the answer it would send. */
  answer(): Promise<Answer>;
  /** Puts a reply into the envelope of this request. */
  enclosed(reply: Reply): Answer;
  /** Ends the connection with a TCP reset. */
  reset(): void;
}

/** Sends the faulty answer, or none. */
export async function inject(fault: Fault, victim: Victim): Promise<void> {
  const { response } = victim;
  switch (fault.kind) {
    case 'status': {
      const answer = victim.enclosed(failure(fault.status, `Fault with status ${fault.status}`));
      const body = fault.body === undefined ? answer.body : Buffer.from(fault.body);
      sendBytes(response, { status: fault.status, headers: { ...answer.headers, ...fault.headers }, body });
      return;
    }
    case 'reset':
      if (fault.when === 'after') await victim.answer();
      victim.reset();
      return;
    case 'hang':
      if (fault.when === 'after') await victim.answer();
      return;
    case 'delay':
      await pause(response, fault.milliseconds);
      sendBytes(response, await victim.answer());
      return;
    case 'late': {
      await sleep(fault.milliseconds);
      const answer = await victim.answer();
      if (!response.destroyed) sendBytes(response, answer);
      return;
    }
    case 'truncate':
      truncate(response, await victim.answer(), fault.contentLength);
      return;
    case 'html':
      sendBytes(response, html(fault.status));
      return;
    case 'slow-body':
      await drip(response, await victim.answer(), fault);
      return;
    case 'flood':
      await flood(response);
      return;
    case 'redirect':
      sendBytes(response, { status: fault.status, headers: { location: fault.location }, body: Buffer.alloc(0) });
      return;
    case 'not-json':
      sendBytes(response, { ...(await victim.answer()), body: Buffer.from('OK, but in words') });
      return;
    case 'bad-utf8':
      sendBytes(response, spoilt(await victim.answer()));
      return;
    case 'gateway':
      sendBytes(response, victim.enclosed(noRoute()));
      return;
    case 'no-resource':
      sendBytes(response, victim.enclosed(resourceNotFound()));
      return;
    case 'status-in-200': {
      const reply = failure(fault.status, `Fault with status ${fault.status}`);
      sendBytes(response, { ...victim.enclosed(reply), status: 200 });
      return;
    }
    case 'empty-object':
      sendBytes(response, { ...victim.enclosed(noRoute()), status: 200, body: Buffer.from('{}') });
      return;
    case 'error-in-200':
      sendBytes(response, { ...victim.enclosed(exceptionSaying(fault.code, fault.sentence)), status: 200 });
  }
}

function truncate(response: ServerResponse, answer: Answer, contentLength: 'right' | 'wrong'): void {
  const half = answer.body.subarray(0, Math.floor(answer.body.length / 2));
  if (contentLength === 'right') {
    sendBytes(response, { ...answer, body: half });
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
  response.write(half, () => response.destroy());
}

function html(status: number): Answer {
  const body = Buffer.from('<!DOCTYPE html><html><head><title>Proxy</title></head><body>Please sign in.</body></html>');
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

async function drip(
  response: ServerResponse,
  answer: Answer,
  pieces: { readonly bytes: number; readonly pause: number },
): Promise<void> {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
  response.flushHeaders();
  for (let from = 0; from < answer.body.length; from += pieces.bytes) {
    response.write(answer.body.subarray(from, from + pieces.bytes));
    await pause(response, pieces.pause);
  }
  response.end();
}

/** Ends only when the client hangs up, which is what a bounded client does. */
async function flood(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = Buffer.alloc(64 * 1024, 'a');
  function* endless(): Generator<Buffer> {
    yield Buffer.from('{"response":"');
    for (;;) yield chunk;
  }
  await pipeline(Readable.from(endless()), response).catch(() => undefined);
}

/** Puts two bytes that are no UTF-8 into the last string of the answer. */
function spoilt(answer: Answer): Answer {
  const at = answer.body.lastIndexOf('"');
  const body = Buffer.concat([answer.body.subarray(0, at), Buffer.from([0xc3, 0x28]), answer.body.subarray(at)]);
  return { ...answer, body };
}
