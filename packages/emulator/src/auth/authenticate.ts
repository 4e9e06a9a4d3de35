import { noRoute, oauthError, type Reply } from '../server/reply.js';
import type { VaultRequest } from '../server/request.js';
import type { Authorization } from '../vault/authorization.js';
import type { Vault } from '../vault/vault.js';
import { ownerOfBearer } from './oauth2.js';
import { proveOAuth1 } from './oauth1.js';
import { failed, type Proof } from './proof.js';
import { proveSigV4 } from './sigv4.js';

export type Authenticated =
  { readonly kind: 'caller'; readonly caller: Authorization } | { readonly kind: 'refused'; readonly reply: Reply };

/** Finds out which authorization calls (wire contract §2). What it may do is decided elsewhere. */
export function authenticate(request: VaultRequest, vault: Vault): Authenticated {
  const header = request.headers.authorization?.trim();
  if (header === undefined || header === '') return { kind: 'refused', reply: noRoute() };
  const proof = prove(header, request, vault);
  if (proof.kind === 'proved') return { kind: 'caller', caller: proof.caller };
  return { kind: 'refused', reply: oauthError(401, 'access_denied', proof.reason) };
}

function prove(header: string, request: VaultRequest, vault: Vault): Proof {
  const [scheme = ''] = header.split(/\s/, 1);
  switch (scheme.toLowerCase()) {
    case 'bearer': {
      const caller = ownerOfBearer(header, vault);
      return caller ? { kind: 'proved', caller } : failed('The access token is unknown, revoked or expired.');
    }
    case 'oauth':
      return proveOAuth1(request, vault);
    case 'aws4-hmac-sha256':
      return proveSigV4(request, vault);
    default:
      return failed('The Authorization header has no scheme that this vault knows.');
  }
}
