import { seal } from '../auth/seal.js';
import { type Authorization, extendReach, reaches } from '../vault/authorization.js';
import { freshIdentifier } from '../vault/pam-state.js';
import { bothFamilies, type ModuleRoute } from '../vault/route.js';
import type { Vault } from '../vault/vault.js';
import { exception, forbidden, noAccess, type Reply, success } from '../wire/reply.js';
import { listField, param, textField, type VaultRequest } from '../wire/request.js';

/** Protected information (wire contract §4). */
export const informationRoutes: readonly ModuleRoute[] = [
  ...bothFamilies({ access: 'pam', method: 'GET', path: '/pam/info/:id', handle: read }),
  ...bothFamilies({ access: 'pam', method: 'POST', path: '/pam/info', handle: createOrUpdate }),
  ...bothFamilies({ access: 'pam', method: 'DELETE', path: '/pam/info/:id', handle: deactivate }),
];

function read(request: VaultRequest, { pam }: Vault, caller: Authorization): Reply {
  const info = pam.information.get(param(request, 'id'));
  if (!info) return exception(1023);
  if (!info.active) return exception(1024);
  if (!reaches(caller.credentials, info.id)) return noAccess();
  const { id, identifier, type, content } = info;
  return success(`Information ${id}`, { info: { id, tag: identifier, type, content: seal(caller, content) } });
}

/** The vendor's page answers with what was written and without its id (wire contract §4). */
function createOrUpdate(request: VaultRequest, { pam }: Vault, caller: Authorization): Reply {
  if (!caller.mayWrite) return forbidden();
  const content = textField(request, 'content');
  if (content === undefined) return exception(1026);
  const identifier = textField(request, 'identifier');
  const existing = [...pam.information.values()].find(
    (known) => identifier !== undefined && known.identifier === identifier,
  );
  if (existing && !reaches(caller.credentials, existing.id)) return noAccess();
  const info = existing ?? {
    ...{ id: pam.freeId(), identifier: identifier ?? freshIdentifier(), active: true },
    ...{ name: '', type: 'Text', service: '', url: '', content },
  };
  info.content = content;
  info.name = textField(request, 'name') ?? info.name;
  info.type = textField(request, 'type') ?? info.type;
  info.service = textField(request, 'service') ?? info.service;
  info.url = textField(request, 'url') ?? info.url;
  pam.information.set(info.id, info);
  extendReach(caller.credentials, info.id);
  const { name, type, service, url } = info;
  const users = listField(request, 'users_allowed');
  const answered = { name, type, service, url, content, users_allowed: users, identifier: info.identifier };
  return success('Information saved', { info: answered }, { status: 201 });
}

function deactivate(request: VaultRequest, { pam }: Vault, caller: Authorization): Reply {
  if (!caller.mayWrite) return forbidden();
  const info = pam.information.get(param(request, 'id'));
  if (!info) return exception(1023);
  if (!reaches(caller.credentials, info.id)) return noAccess();
  if (!info.active) return exception(1024);
  info.active = false;
  return success('Information successfully deactivated');
}
