import { noRoute, oauthError, type Reply } from '../server/reply.js';
import type { VaultRequest } from '../server/request.js';
import type { Authorization } from '../vault/authorization.js';
import type { Vault } from '../vault/vault.js';
import { ownerOfBearer } from './oauth2.js';

export type Authenticated =
  { readonly kind: 'caller'; readonly caller: Authorization } | { readonly kind: 'refused'; readonly reply: Reply };

/** Finds out which authorization calls (wire contract §2). What it may do is decided elsewhere. */
export function authenticate(request: VaultRequest, vault: Vault): Authenticated {
  const header = request.headers.authorization;
  if (header === undefined || header.trim() === '') return { kind: 'refused', reply: noRoute() };
  const caller = callerOf(header, request, vault);
  return caller ? { kind: 'caller', caller } : { kind: 'refused', reply: unproven() };
}

function callerOf(header: string, _request: VaultRequest, vault: Vault): Authorization | undefined {
  if (/^\s*bearer\s/i.test(header)) return ownerOfBearer(header, vault);
  return undefined;
}

function unproven(): Reply {
  const sentence = 'The resource owner or authorization server denied the request.';
  return oauthError(401, 'access_denied', sentence);
}
