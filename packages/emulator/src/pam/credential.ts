import { forbidden } from '../auth/restrictions.js';
import { seal } from '../auth/seal.js';
import { exception, exceptionSaying } from '../server/exceptions.js';
import { success, type Failure, type Reply } from '../server/reply.js';
import { textField, type VaultRequest } from '../server/request.js';
import { bothFamilies, type ModuleRoute } from '../server/route.js';
import { reaches, type Authorization } from '../vault/authorization.js';
import type { Vault } from '../vault/vault.js';
import { listedCredential, readCredential } from './credential-view.js';
import { findCredential, noAccess } from './find-credential.js';
import type { Credential } from './pam-state.js';
import { createOrUpdate, updateById } from './write-credential.js';

const item = '/pam/credential/:reference';

/** PAM credentials (wire contract §4). Reading a password takes custody. */
export const credentialRoutes: readonly ModuleRoute[] = [
  ...bothFamilies({ access: 'pam', method: 'GET', path: '/pam/credential', handle: list }),
  ...bothFamilies({ access: 'pam', method: 'GET', path: item, handle: read }),
  ...bothFamilies({ access: 'pam', method: 'POST', path: '/pam/credential', handle: createOrUpdate }),
  ...bothFamilies({ access: 'pam', method: 'PUT', path: item, handle: activateOrUpdate }),
  ...bothFamilies({ access: 'pam', method: 'DELETE', path: item, handle: deactivate }),
  { access: 'pam', method: 'GET', path: '/iso/coe/senha', handle: readLegacy },
  { access: 'pam', method: 'GET', path: '/iso/coe/senha/:reference', handle: readLegacy },
];

function list(_request: VaultRequest, { pam }: Vault, caller: Authorization): Reply {
  const items = [...pam.credentials.values(), ...pam.sshKeys.values()].filter(
    ({ active, id }) => active && reaches(caller.credentials, id),
  );
  return success(`${items.length} credentials found`, { credentials: items.map(listedCredential) });
}

function read(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  const found = findCredential(request, vault.pam, caller);
  if (found.kind === 'refused') return found.failure;
  const { credential } = found;
  if (request.family === 'api' && vault.settings.apiCredential === 'metadata') {
    return success(`Credential ${credential.id}`, { credential: listedCredential(credential) });
  }
  const refusal = takeCustody(credential, vault, caller);
  if (refusal) return refusal;
  return success(`Credential ${credential.id}`, { credential: readCredential(credential, caller, vault.pam) });
}

/** `/iso/coe/senha?credentialId=` and `/iso/coe/senha/{id}`; the payload lies inside `response`. */
function readLegacy(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  const reference = request.params.reference ?? textField(request, 'credentialId');
  if (reference === undefined) return exceptionSaying(1001, 'The parameter credentialId is missing');
  const found = findCredential({ ...request, params: { reference } }, vault.pam, caller);
  if (found.kind === 'refused') return found.failure;
  const { credential } = found;
  const refusal = takeCustody(credential, vault, caller);
  if (refusal) return refusal;
  const { id, password, expiration } = credential;
  const payload = { credential: { id, password: seal(caller, password), expiration } };
  return success(`Credential ${id}`, payload, { placement: 'inside' });
}

function takeCustody(credential: Credential, vault: Vault, caller: Authorization): Failure | undefined {
  if (!credential.active) return exception(1008);
  return vault.pam.custodies.take(credential.id, caller.name) ? undefined : noAccess();
}

/** On `/iso` PUT activates; the seed's PUT on `/api` updates when it brings fields. */
function activateOrUpdate(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  if (!caller.mayWrite) return forbidden();
  const found = findCredential(request, vault.pam, caller);
  if (found.kind === 'refused') return found.failure;
  const { credential } = found;
  if (request.family === 'api' && request.body.fields.size > 0) return updateById(credential, request);
  if (credential.active) return exceptionSaying(1017, 'Credential is already active');
  credential.active = true;
  return success('Credential successfully activated');
}

function deactivate(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  if (!caller.mayWrite) return forbidden();
  const found = findCredential(request, vault.pam, caller);
  if (found.kind === 'refused') return found.failure;
  if (!found.credential.active) return exceptionSaying(1017, 'Credential inactive');
  found.credential.active = false;
  return success('Credential successfully deactivated');
}
