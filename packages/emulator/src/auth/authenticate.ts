import { BlockList, isIPv6 } from 'node:net';
import type { Authorization, Module } from '../vault/authorization.js';
import type { Vault } from '../vault/vault.js';
import { failure, type Failure, forbidden, noRoute, oauthError, type Reply } from '../wire/reply.js';
import type { VaultRequest } from '../wire/request.js';
import { proveOAuth1 } from './oauth1.js';
import { ownerOfBearer } from './oauth2.js';
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

/** Why an authorization that has proved itself may still not make this call; undefined when it may. */
export function restrictionOf(
  caller: Authorization,
  request: VaultRequest,
  module: Module,
  now: number,
): Failure | undefined {
  if (!caller.active) return failure(401, 'Inactive authorization');
  if (caller.expires !== undefined && caller.expires <= now) return failure(401, 'Expired authorization');
  if (!addressAllowed(caller.allowedIps, request.clientAddress)) return failure(403, 'IP not allowed');
  if (!refererAllowed(caller.allowedReferers, request.headers.referer)) return failure(403, 'HTTP referer not allowed');
  const wanted = caller.certificateFingerprint;
  if (wanted !== undefined && wanted !== request.clientFingerprint) {
    return failure(403, 'Client certificate not allowed');
  }
  if (!caller.modules.includes(module)) return forbidden();
  return undefined;
}

function addressAllowed(allowed: readonly string[], address: string): boolean {
  if (allowed.length === 0) return true;
  const list = new BlockList();
  for (const entry of allowed) {
    const [network = '', prefix] = entry.split('/');
    const type = familyOf(network);
    if (prefix === undefined) list.addAddress(network, type);
    else list.addSubnet(network, Number(prefix), type);
  }
  return list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}

function refererAllowed(allowed: readonly string[], referer: string | undefined): boolean {
  return allowed.length === 0 || (referer !== undefined && allowed.some((prefix) => referer.startsWith(prefix)));
}
