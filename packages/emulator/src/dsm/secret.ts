import type { Authorization } from '../vault/authorization.js';
import type { Secret } from '../vault/dsm-state.js';
import { bothFamilies, type ModuleRoute } from '../vault/route.js';
import type { Vault } from '../vault/vault.js';
import { forbidden, missingParameter, type Reply, resourceNotFound, success } from '../wire/reply.js';
import { param, textFieldOf, type VaultRequest } from '../wire/request.js';
import { applicationView, readableSecrets, secretView } from './secret-view.js';
import { writeSecret } from './write-secret.js';

/** DSM secrets: `/sctm/secret` as the CLI calls it, and the seed's `/api/dsm/secret` (wire contract §3). */
export const secretRoutes: readonly ModuleRoute[] = [
  ...bothFamilies({ access: 'dsm', method: 'GET', path: '/sctm/secret', handle: list }),
  ...bothFamilies({ access: 'dsm', method: 'POST', path: '/sctm/secret', handle: write(asApplication) }),
  ...bothFamilies({ access: 'dsm', method: 'GET', path: '/sctm/secret/:identity', handle: read }),
  ...bothFamilies({ access: 'dsm', method: 'DELETE', path: '/sctm/secret/:identity', handle: remove }),
  { access: 'dsm', method: 'GET', path: '/api/dsm/secret', handle: list },
  { access: 'dsm', method: 'POST', path: '/api/dsm/secret', handle: write(asSecret) },
  { access: 'dsm', method: 'GET', path: '/api/dsm/secret/:identity', handle: read },
  { access: 'dsm', method: 'PUT', path: '/api/dsm/secret/:identity', handle: update },
  { access: 'dsm', method: 'DELETE', path: '/api/dsm/secret/:identity', handle: remove },
];

type View = (secret: Secret, caller: Authorization) => Readonly<Record<string, unknown>>;

function asApplication(secret: Secret, caller: Authorization) {
  return { application: applicationView(caller, [secret]) };
}

function asSecret(secret: Secret, caller: Authorization) {
  return { secret: secretView(secret, caller) };
}

function list(_request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  const secrets = readableSecrets(vault, caller);
  return success(`${secrets.length} secrets found`, { secrets: secrets.map((secret) => secretView(secret, caller)) });
}

function read(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  const secret = readable(request, vault, caller);
  return secret ? success('Secret found', asSecret(secret, caller)) : resourceNotFound();
}

function remove(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  const secret = readable(request, vault, caller);
  if (!secret) return resourceNotFound();
  if (!caller.mayWrite) return forbidden();
  vault.secrets.remove(secret);
  return success('Secret deleted');
}

function update(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  const secret = readable(request, vault, caller);
  if (!secret) return resourceNotFound();
  const written = writeSecret(secret.identity, request, vault, caller);
  return written.kind === 'refused' ? written.failure : success('Secret updated', asSecret(written.secret, caller));
}

function write(view: View) {
  return (request: VaultRequest, vault: Vault, caller: Authorization): Reply => {
    const identity = textFieldOf(request, 'identity', 'identifier');
    if (identity === undefined) return missingParameter('identity');
    const written = writeSecret(identity, request, vault, caller);
    if (written.kind === 'refused') return written.failure;
    const message = written.created ? 'Secret created' : 'Secret updated';
    return success(message, view(written.secret, caller), { status: 201 });
  };
}

function readable(request: VaultRequest, vault: Vault, caller: Authorization): Secret | undefined {
  const identity = param(request, 'identity');
  return readableSecrets(vault, caller).find((secret) => secret.identity === identity);
}
