import type { IncomingMessage, ServerResponse } from 'node:http';
import { inject } from '../faults/inject.js';
import type { FaultQueue } from '../faults/queue.js';
import type { Vault } from '../vault/vault.js';
import type { Connections } from './connections.js';
import { enclose } from './envelope.js';
import { pause } from './pause.js';
import { readRequest } from './read-request.js';
import type { Reply } from './reply.js';
import { respond } from './respond.js';
import type { RequestLog } from './request-log.js';
import type { Route } from './route.js';
import { jsonAnswer, sendBytes } from './send.js';

/** All that stands between the sockets and the handlers. */
export interface Surroundings {
  readonly vault: Vault;
  readonly routes: readonly Route[];
  readonly log: RequestLog;
  readonly faults: FaultQueue;
  readonly connections: Connections;
  readonly prefix: string;
}

/** Serves one request: read, log, wait the latency once, then the fault that waits for it or the vault's answer. */
export async function serve(message: IncomingMessage, response: ServerResponse, around: Surroundings): Promise<void> {
  const { vault, log, faults, connections, prefix } = around;
  const request = await readRequest(message, { prefix, clientAddress: vault.settings.clientAddress });
  const { method, path, signedPath, rawQuery: query, headers, body } = request;
  const connection = connections.numberOf(message.socket);
  const entry = log.add({ method, path: signedPath, query, headers, connection, body });
  response.once('finish', () => {
    entry.status = response.statusCode;
  });
  const fault = faults.take(method, path);
  if (vault.settings.latency > 0) await pause(response, vault.settings.latency);
  const enclosed = (reply: Reply) => jsonAnswer(enclose(reply, request.family, vault.settings));
  const answer = async () => {
    const { reply, caller } = await respond(request, vault, around.routes);
    if (caller !== undefined) entry.caller = caller;
    return enclosed(reply);
  };
  if (fault === undefined) sendBytes(response, await answer());
  else
    await inject(fault, {
      response,
      answer,
      enclosed,
      reset: () => {
        connections.reset(message.socket);
      },
    });
}
