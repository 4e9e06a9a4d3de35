import { exception } from '../server/exceptions.js';
import { success, type Reply } from '../server/reply.js';
import type { VaultRequest } from '../server/request.js';
import { bothFamilies, type ModuleRoute } from '../server/route.js';
import type { Authorization } from '../vault/authorization.js';
import type { Vault } from '../vault/vault.js';
import { findCredential } from './find-credential.js';

/** `DELETE /pam/credential/custody/{id}`: `Credential custody 94 released`, or 1018 (wire contract §4). */
export const custodyRoutes: readonly ModuleRoute[] = bothFamilies({
  access: 'pam',
  method: 'DELETE',
  path: '/pam/credential/custody/:reference',
  handle: release,
});

function release(request: VaultRequest, { pam }: Vault, caller: Authorization): Reply {
  const found = findCredential(request, pam, caller);
  if (found.kind === 'refused') return found.failure;
  const { id } = found.credential;
  return pam.custodies.release(id, caller.name) ? success(`Credential custody ${id} released`) : exception(1018);
}
