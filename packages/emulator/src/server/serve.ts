import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticate, restrictionOf } from '../auth/authenticate.js';
import { inject } from '../faults/inject.js';
import type { FaultQueue } from '../faults/queue.js';
import { matchRoute, type Route } from '../vault/route.js';
import { settleChanges } from '../vault/pam-state.js';
import type { Vault } from '../vault/vault.js';
import { enclose, jsonAnswer, pause, sendBytes } from '../wire/answer.js';
import { failure, noRoute, type Reply, resourceNotFound } from '../wire/reply.js';
import { readRequest, type VaultRequest } from '../wire/request.js';
import type { Connections } from './listener.js';
import type { RequestLog } from './request-log.js';

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
  response.setHeader('date', new Date(vault.clock.now()).toUTCString());
  response.once('finish', () => {
    entry.status = response.statusCode;
  });
  response.once('close', () => {
    log.tell(entry);
  });
  const fault = faults.take(method, path);
  if (fault !== undefined) entry.fault = fault.kind;
  if (vault.settings.latency > 0) await pause(response, vault.settings.latency);
  const enclosed = (reply: Reply) => jsonAnswer(enclose(reply, request.family, vault.settings));
  const answer = async () => {
    const { reply, caller } = await respond(request, vault, around.routes);
    if (caller !== undefined) entry.caller = caller;
    const sent = enclosed(reply);
    log.keepAnswer(entry, sent.body);
    return sent;
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

/** A reply, and the name of the authorization that asked (for the request log). */
export interface Response {
  readonly reply: Reply;
  readonly caller?: string;
}

/** Answers a request: route, proof, restrictions, handler, in the order of the vendor's gateway. */
async function respond(request: VaultRequest, vault: Vault, routes: readonly Route[]): Promise<Response> {
  settleChanges(vault.pam, vault.clock.now());
  const match = matchRoute(routes, request.method, request.path);
  if (request.path !== '/' && !vault.settings.families.includes(request.family)) return { reply: noRoute() };
  if (match.kind === 'no-route') return { reply: noRoute() };
  if (match.kind === 'found' && match.route.access === 'open') {
    return { reply: match.route.handle(request, vault) };
  }
  const proof = authenticate(request, vault);
  if (proof.kind === 'refused') return { reply: proof.reply };
  const { caller } = proof;
  if (match.kind === 'no-resource' || match.route.access === 'open') {
    return { reply: resourceNotFound(), caller: caller.name };
  }
  const { route, params } = match;
  const refusal = restrictionOf(caller, request, route.access, vault.clock.now());
  if (refusal) return { reply: refusal, caller: caller.name };
  if (request.body.malformed) return { reply: failure(400, 'Malformed request body'), caller: caller.name };
  return { reply: await route.handle({ ...request, params }, vault, caller), caller: caller.name };
}
