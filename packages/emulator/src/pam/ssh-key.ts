import { seal } from '../auth/seal.js';
import { type Authorization, reaches } from '../vault/authorization.js';
import { rotate, type SshKey } from '../vault/pam-state.js';
import { bothFamilies, type ModuleRoute } from '../vault/route.js';
import type { Vault } from '../vault/vault.js';
import { exception, exceptionSaying, forbidden, noAccess, type Reply, success } from '../wire/reply.js';
import { param, type VaultRequest } from '../wire/request.js';
import { createOrUpdateKey, updateKey } from './write-ssh-key.js';

type KeyHandler = (key: SshKey, request: VaultRequest, vault: Vault, caller: Authorization) => Reply;

/** SSH keys: `/pam/key` of the vendor and `/api/pam/sshkey` of the seed (wire contract §4). */
export const sshKeyRoutes: readonly ModuleRoute[] = [
  ...bothFamilies({ access: 'pam', method: 'GET', path: '/pam/key/:id', handle: withKey(read) }),
  ...bothFamilies({ access: 'pam', method: 'POST', path: '/pam/key', handle: createOrUpdateKey }),
  ...bothFamilies({ access: 'pam', method: 'PUT', path: '/pam/key/:id', handle: changing(activate) }),
  ...bothFamilies({ access: 'pam', method: 'DELETE', path: '/pam/key/:id', handle: changing(deactivate) }),
  { access: 'pam', method: 'GET', path: '/api/pam/sshkey', handle: list },
  { access: 'pam', method: 'GET', path: '/api/pam/sshkey/:id', handle: withKey(read) },
  { access: 'pam', method: 'POST', path: '/api/pam/sshkey', handle: createOrUpdateKey },
  { access: 'pam', method: 'PUT', path: '/api/pam/sshkey/:id', handle: changing(updateKey) },
  { access: 'pam', method: 'POST', path: '/api/pam/sshkey/:id/rotate', handle: changing(rotateKey) },
];

/** Finds the key of the path: 1015, 1016 for a credential that is none, 1009 out of reach. */
function withKey(handle: KeyHandler): ModuleRoute['handle'] {
  return (request, vault, caller) => {
    const id = param(request, 'id');
    const key = vault.pam.sshKeys.get(id);
    if (!key) return exception(vault.pam.credentials.has(id) ? 1016 : 1015);
    return reaches(caller.credentials, id) ? handle(key, request, vault, caller) : noAccess();
  };
}

function changing(handle: KeyHandler): ModuleRoute['handle'] {
  return withKey((key, request, vault, caller) =>
    caller.mayWrite ? handle(key, request, vault, caller) : forbidden(),
  );
}

function list(_request: VaultRequest, { pam }: Vault, caller: Authorization): Reply {
  const keys = [...pam.sshKeys.values()].filter(({ id }) => reaches(caller.credentials, id));
  const listed = keys.map(({ id, identifier, keyName, username, hostname, publicKey, active }) => ({
    ...{ id, identifier, key_name: keyName, username, hostname, public_key: publicKey, active: active ? '1' : '0' },
  }));
  return success(`${keys.length} SSH keys found`, { keys: listed });
}

function read(key: SshKey, _request: VaultRequest, _vault: Vault, caller: Authorization): Reply {
  if (!key.active) return exceptionSaying(1017, 'Key inactive');
  const view = {
    ...{ id: key.id, identifier: key.identifier, username: key.username, key_name: key.keyName },
    ...{ hostname: key.hostname, ip: key.ip, public_key: key.publicKey, devices: key.devices },
    private_key: seal(caller, key.privateKey),
    password: seal(caller, key.passphrase),
    tags: key.tags,
    expiration_time: null,
  };
  return success(`Key ${key.id}`, { key: view });
}

function activate(key: SshKey): Reply {
  if (key.active) return exception(1045);
  key.active = true;
  return success('Key successfully activated');
}

function deactivate(key: SshKey): Reply {
  if (!key.active) return exceptionSaying(1017, 'Key inactive');
  key.active = false;
  return success('Key successfully deactivated');
}

function rotateKey(key: SshKey): Reply {
  if (!key.active) return exceptionSaying(1017, 'Key inactive');
  rotate(key);
  return success(`Key ${key.id} rotated`, { key: { id: key.id, public_key: key.publicKey } });
}
