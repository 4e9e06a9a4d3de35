import { seal } from '../auth/seal.js';
import type { Authorization } from '../vault/authorization.js';
import { type Credential, type PamState, settleChanges } from '../vault/pam-state.js';
import { bothFamilies, type ModuleRoute } from '../vault/route.js';
import { wireTime } from '../vault/tokens.js';
import type { Vault } from '../vault/vault.js';
import { exception, exceptionSaying, type Failure, noAccess, type Reply, success } from '../wire/reply.js';
import { textField, type VaultRequest } from '../wire/request.js';
import { listedCredential } from './credential.js';
import { findCredential } from './find-credential.js';

/** Reading a password takes custody; `DELETE /pam/credential/custody/{id}` gives it back (wire contract §4). */
export const custodyRoutes: readonly ModuleRoute[] = [
  ...bothFamilies({ access: 'pam', method: 'GET', path: '/pam/credential/:reference', handle: read }),
  { access: 'pam', method: 'GET', path: '/iso/coe/senha', handle: readLegacy },
  { access: 'pam', method: 'GET', path: '/iso/coe/senha/:reference', handle: readLegacy },
  ...bothFamilies({ access: 'pam', method: 'DELETE', path: '/pam/credential/custody/:reference', handle: release }),
];

function read(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  const found = findCredential(request, vault.pam, caller);
  if (found.kind === 'refused') return found.failure;
  const { credential } = found;
  if (request.family === 'api' && vault.settings.apiCredential === 'metadata') {
    return success(`Credential ${credential.id}`, { credential: listedCredential(credential, request.family) });
  }
  const refusal = takeCustody(credential, vault, caller);
  if (refusal) return refusal;
  return success(`Credential ${credential.id}`, { credential: readCredential(credential, caller, vault.pam) });
}

/**
 * The legacy read. `/iso/coe/senha?credentialId=` is the seed's, and answers inside `response`; `/iso/coe/senha/{id}` is what
 * two clients in C# and one in PHP ask, and they read `senha` beside it (wire contract §4).
 */
function readLegacy(request: VaultRequest, vault: Vault, caller: Authorization): Reply {
  const reference = request.params.reference ?? textField(request, 'credentialId');
  if (reference === undefined) return exceptionSaying(1001, 'The parameter credentialId is missing');
  const found = findCredential({ ...request, params: { reference } }, vault.pam, caller);
  if (found.kind === 'refused') return found.failure;
  const { credential } = found;
  const refusal = takeCustody(credential, vault, caller);
  if (refusal) return refusal;
  const { id, password, expiration, username, hostname, ip } = credential;
  if (request.params.reference !== undefined && vault.settings.legacyRead === 'senha') {
    const plain = { username: seal(caller, username, 'plain'), hostname: seal(caller, hostname, 'plain') };
    const senha = { id, ...plain, ip: seal(caller, ip, 'plain'), senha: seal(caller, password) };
    return success(`Credential ${id}`, { senha }, { placement: 'beside' });
  }
  const payload = { credential: { id, password: seal(caller, password), expiration } };
  return success(`Credential ${id}`, payload, { placement: 'inside' });
}

function takeCustody(credential: Credential, vault: Vault, caller: Authorization): Failure | undefined {
  if (!credential.active) return exception(1008);
  if (!vault.pam.custodies.take(credential.id, caller.name)) return noAccess();
  credential.view = wireTime(vault.clock.now());
  return undefined;
}

/**
 * `Credential custody 94 released`; 1018 when it is not in custody, 1008 when it is inactive. Where a change of the password
 * is configured, the release starts it: what was read is dead from then on (wire contract §4).
 */
function release(request: VaultRequest, { pam, clock, settings }: Vault, caller: Authorization): Reply {
  const found = findCredential(request, pam, caller);
  if (found.kind === 'refused') return found.failure;
  const { id, active, changeOnRelease } = found.credential;
  if (!active) return exception(1008);
  if (!pam.custodies.release(id, caller.name)) return exception(1018);
  const now = clock.now();
  if (changeOnRelease) pam.changes.push({ credential: id, due: now + settings.changeDelay * 1000, done: false });
  settleChanges(pam, now);
  return success(`Credential custody ${id} released`);
}

/** A credential with its password; the same text is in `password` and `content`. */
function readCredential(item: Credential, caller: Authorization, pam: PamState): Readonly<Record<string, unknown>> {
  const password = seal(caller, item.password);
  const parent = item.parent === undefined ? undefined : pam.credentials.get(item.parent);
  return {
    id: item.id,
    tag: item.identifier,
    username: seal(caller, item.username, 'plain'),
    ...{ password, content: password },
    hostname: seal(caller, item.hostname, 'plain'),
    parent_credential_cod: item.parent ?? null,
    parent_credential: parent ? `${parent.username}@${parent.hostname}` : null,
    additional: seal(caller, item.additional),
    domain: item.domain,
    ip: seal(caller, item.ip, 'plain'),
    port: item.port,
    model: item.model,
    expiration_time: item.expiration,
  };
}
