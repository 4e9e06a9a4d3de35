import { authenticate } from '../auth/authenticate.js';
import { restrictionOf } from '../auth/restrictions.js';
import type { Vault } from '../vault/vault.js';
import { failure, noRoute, resourceNotFound, type Reply } from './reply.js';
import type { VaultRequest } from './request.js';
import { matchRoute, type Route } from './route.js';

/** A reply, and the name of the authorization that asked (for the request log). */
export interface Response {
  readonly reply: Reply;
  readonly caller?: string;
}

/** Answers a request: route, proof, restrictions, handler, in the order of the vendor's gateway. */
export async function respond(request: VaultRequest, vault: Vault, routes: readonly Route[]): Promise<Response> {
  if (!vault.settings.families.includes(request.family)) return { reply: noRoute() };
  const match = matchRoute(routes, request.method, request.path);
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
