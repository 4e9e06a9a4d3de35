import type { Authorization } from '../vault/authorization.js';
import { type Device, ensureDevice } from '../vault/pam-state.js';
import { bothFamilies, type ModuleRoute } from '../vault/route.js';
import type { Vault } from '../vault/vault.js';
import { exception, exceptionSaying, forbidden, missingParameter, type Reply, success } from '../wire/reply.js';
import { param, textField, type VaultRequest } from '../wire/request.js';

/**
 * Devices (wire contract §4), as the vendor's pages "POST | Create device", "PUT | Enable device", "DEL | Disable device" of
 * v3-33 have them: POST creates or, where the host name is known, updates; PUT switches on and DELETE off.
 */
export const deviceRoutes: readonly ModuleRoute[] = [
  ...bothFamilies({ access: 'pam', method: 'GET', path: '/pam/device', handle: list }),
  ...bothFamilies({ access: 'pam', method: 'POST', path: '/pam/device', handle: createOrUpdate }),
  ...bothFamilies({ access: 'pam', method: 'GET', path: '/pam/device/:id', handle: withDevice(read) }),
  ...bothFamilies({ access: 'pam', method: 'PUT', path: '/pam/device/:id', handle: changing(enable) }),
  ...bothFamilies({ access: 'pam', method: 'DELETE', path: '/pam/device/:id', handle: changing(disable) }),
];

/** The device of an id; a host name is taken too, which no page has. */
function withDevice(handle: (device: Device) => Reply): ModuleRoute['handle'] {
  return (request, { pam }) => {
    const wanted = param(request, 'id');
    const device = [...pam.devices.values()].find(({ id, hostname }) => [id, hostname].includes(wanted));
    return device ? handle(device) : exception(1011);
  };
}

function changing(handle: (device: Device) => Reply): ModuleRoute['handle'] {
  const act = withDevice(handle);
  return (request, vault, caller) => (caller.mayWrite ? act(request, vault, caller) : forbidden());
}

function list(_request: VaultRequest, { pam }: Vault): Reply {
  const devices = [...pam.devices.values()].filter(({ active }) => active).map(view);
  return success(`${devices.length} devices found`, { devices });
}

function read(device: Device): Reply {
  return device.active
    ? success(`Device ${device.id}`, { device: view(device) })
    : exceptionSaying(1017, 'Device inactive');
}

function createOrUpdate(request: VaultRequest, { pam }: Vault, caller: Authorization): Reply {
  if (!caller.mayWrite) return forbidden();
  const field = (name: string) => textField(request, name);
  const [hostname, ip] = [field('hostname'), field('ip')];
  if (hostname === undefined) return exception(1004);
  if (ip === undefined) return exceptionSaying(1005, 'IP is missing');
  const existing = [...pam.devices.values()].find((known) => known.hostname === hostname);
  const missing = ['model', 'type', 'vendor', 'site'].find((name) => !existing && field(name) === undefined);
  if (missing !== undefined) return missingParameter(missing);
  const device = existing ?? ensureDevice(pam, { hostname, ip });
  device.ip = ip;
  device.model = field('model') ?? device.model;
  device.type = field('type') ?? device.type;
  device.vendor = field('vendor') ?? device.vendor;
  device.site = field('site') ?? device.site;
  const message = existing ? 'Device updated successfully!' : 'Device successfully registered!';
  return success(message, { device: { id: device.id } }, { status: 201 });
}

function enable(device: Device): Reply {
  if (device.active) return exception(1044);
  device.active = true;
  return success('Device successfully activated');
}

function disable(device: Device): Reply {
  if (!device.active) return exceptionSaying(1017, 'Device inactive');
  device.active = false;
  return success('Device successfully deactivated');
}

function view({ id, hostname, ip, model, type, vendor, site }: Device): Readonly<Record<string, unknown>> {
  return { id, hostname, ip, model, type, vendor, site };
}
