import { BlockList, isIPv6 } from 'node:net';
import { failure, type Failure } from '../server/reply.js';
import type { VaultRequest } from '../server/request.js';
import type { Authorization, Module } from '../vault/authorization.js';

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

/** The authorization lacks a permission. */
export function forbidden(): Failure {
  return failure(403, 'You are not authorized to access this resource.');
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
