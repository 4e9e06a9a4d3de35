import { bothFamilies, type ModuleRoute } from '../vault/route.js';
import type { Vault } from '../vault/vault.js';
import { exception, type Reply, success } from '../wire/reply.js';
import { param, type VaultRequest } from '../wire/request.js';

/** Devices, as the credentials and keys name them. The contract has them only by their code 1011. */
export const deviceRoutes: readonly ModuleRoute[] = [
  ...bothFamilies({ access: 'pam', method: 'GET', path: '/pam/device', handle: list }),
  ...bothFamilies({ access: 'pam', method: 'GET', path: '/pam/device/:id', handle: read }),
];

/** A host that the vault knows. */
export interface Device {
  readonly id: string;
  readonly hostname: string;
  readonly ip: string;
}

/** Every host of a credential or a key, once. */
export function devicesOf({ pam }: Vault): Device[] {
  const addresses = new Map<string, string>();
  for (const { hostname, ip } of [...pam.credentials.values(), ...pam.sshKeys.values()]) {
    if (!addresses.has(hostname)) addresses.set(hostname, ip);
  }
  return Array.from(addresses, ([hostname, ip], index) => ({ id: String(index + 1), hostname, ip }));
}

function list(_request: VaultRequest, vault: Vault): Reply {
  const devices = devicesOf(vault);
  return success(`${devices.length} devices found`, { devices });
}

function read(request: VaultRequest, vault: Vault): Reply {
  const device = devicesOf(vault).find(({ id, hostname }) => [id, hostname].includes(param(request, 'id')));
  return device ? success(`Device ${device.id}`, { device }) : exception(1011);
}
