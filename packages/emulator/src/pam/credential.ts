import { type Authorization, extendReach, reaches } from '../vault/authorization.js';
import { type Credential, ensureDevice, freshIdentifier, type SshKey } from '../vault/pam-state.js';
import { bothFamilies, type ModuleRoute } from '../vault/route.js';
import type { Vault } from '../vault/vault.js';
import {
  exception,
  exceptionSaying,
  type Failure,
  forbidden,
  missingParameter,
  noAccess,
  type Reply,
  success,
} from '../wire/reply.js';
import { type ApiFamily, listField, textField, textFieldOf, type VaultRequest } from '../wire/request.js';
import { findCredential } from './find-credential.js';

const item = '/pam/credential/:reference';

/** PAM credentials (wire contract §4): the list, and all that changes one. */
export const credentialRoutes: readonly ModuleRoute[] = [
  ...bothFamilies({ access: 'pam', method: 'GET', path: '/pam/credential', handle: list }),
  ...bothFamilies({ access: 'pam', method: 'POST', path: '/pam/credential', handle: createOrUpdate }),
  ...bothFamilies({ access: 'pam', method: 'PUT', path: item, handle: activateOrUpdate }),
  ...bothFamilies({ access: 'pam', method: 'DELETE', path: item, handle: deactivate }),
];

function list({ family }: VaultRequest, { pam }: Vault, caller: Authorization): Reply {
  const items = [...pam.credentials.values(), ...pam.sshKeys.values()].filter(
    ({ active, id }) => active && reaches(caller.credentials, id),
  );
  return success(`${items.length} credentials found`, {
    credentials: items.map((item) => listedCredential(item, family)),
  });
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

/**
 * A line of the credential list (wire contract §4). SSH keys are listed too. `automatic_change` is `"0"` on the vendor's page
 * of v3-32 and `false` on those of v3-33 and v4; `change` and `view` are dates or null there.
 */
export function listedCredential(item: Credential | SshKey, family: ApiFamily): Readonly<Record<string, unknown>> {
  const isKey = 'privateKey' in item;
  const type = isKey ? 'SSH Key' : item.type;
  const automatic = isKey
    ? false
    : (item.automaticChange ?? (item.automaticChange === null ? null : item.changeOnRelease));
  const [no, yes] = family === 'api' ? [false, true] : ['0', '1'];
  return {
    ...{ id: item.id, identifier: item.identifier, username: item.username, hostname: item.hostname },
    ...{ management_ip: item.ip, ip: item.ip, type, type_code: isKey ? '7' : '1' },
    expiration: isKey ? null : item.expiration,
    ...(isKey ? { change: null, view: null } : { change: item.change, view: item.view }),
    ...(automatic !== null && { automatic_change: automatic ? yes : no }),
    connectivity: isKey ? 'SSH' : item.connectivity,
    connectivity_code: isKey ? '22' : item.connectivityCode,
    ...{ device_model: isKey ? null : item.model, device_type: 'Server', device_vendor: 'Emulator' },
  };
}

/**
 * `POST /pam/credential`: the identifier decides which credential; without it user name and host name do. An update of what
 * an identifier names needs only what changes. The seed's own example of a create on `/api` has no `ip` (wire contract §4).
 */
function createOrUpdate(request: VaultRequest, { pam }: Vault, caller: Authorization): Reply {
  if (!caller.mayWrite) return forbidden();
  const username = textField(request, 'username');
  const hostname = textField(request, 'hostname');
  const ip = textField(request, 'ip');
  const identifier = textField(request, 'identifier');
  const existing = [...pam.credentials.values()].find((known) =>
    identifier === undefined
      ? known.username === username && known.hostname === hostname
      : known.identifier === identifier,
  );
  if (!existing || identifier === undefined) {
    if (username === undefined) return missingParameter('username');
    if (hostname === undefined) return exception(1004);
    if (ip === undefined && request.family === 'iso') return exceptionSaying(1005, 'IP is missing');
  }
  const problem = usernameProblem(username ?? '') ?? parentProblem(request, pam.credentials);
  if (problem) return problem;
  if (identifier !== undefined && [...pam.sshKeys.values()].some((key) => key.identifier === identifier)) {
    return exceptionSaying(1001, 'The identifier is in use');
  }
  if (existing && !reaches(caller.credentials, existing.id)) return noAccess();
  const credential = existing ?? newCredential(pam.freeId(), identifier ?? freshIdentifier());
  change(credential, request);
  ensureDevice(pam, credential);
  pam.credentials.set(credential.id, credential);
  extendReach(caller.credentials, credential.id);
  if (existing) return answerWith(credential, 'Credential updated', 201);
  // A public client of `/api` reads more than the pages have (wire contract §4).
  const { identifier: made, username: user, hostname: host } = credential;
  const more = request.family === 'api' ? { identifier: made, username: user, hostname: host } : {};
  return answerWith(credential, 'Credential created', 201, more);
}

/** The seed's `PUT /api/pam/credential/{id}`. */
function updateById(credential: Credential, request: VaultRequest): Reply {
  const problem = usernameProblem(textField(request, 'username') ?? credential.username);
  if (problem) return problem;
  change(credential, request);
  return answerWith(credential, 'Credential updated', 200);
}

function newCredential(id: string, identifier: string): Credential {
  return {
    ...{ id, identifier, username: '', hostname: '', ip: '', password: '', type: 'Local User', tags: [], active: true },
    ...{ additional: null, domain: null, port: null, model: null, expiration: null, change: null, view: null },
    ...{ changeOnRelease: false, connectivity: 'SSH', connectivityCode: '22' },
  };
}

/** Takes over the fields that the request brings, in the contract's and the seed's spelling. */
function change(credential: Credential, request: VaultRequest): void {
  credential.username = textField(request, 'username') ?? credential.username;
  credential.hostname = textField(request, 'hostname') ?? credential.hostname;
  credential.ip = textField(request, 'ip') ?? credential.ip;
  credential.password = textFieldOf(request, 'content', 'password') ?? credential.password;
  credential.additional = textFieldOf(request, 'additional', 'additional_info') ?? credential.additional;
  credential.type = textFieldOf(request, 'credential_type', 'type') ?? credential.type;
  credential.domain = textField(request, 'domain') ?? credential.domain;
  const parent = textField(request, 'parent_password');
  if (parent !== undefined) credential.parent = parent;
  if (request.body.fields.has('tags')) credential.tags = listField(request, 'tags');
}

function usernameProblem(username: string): Failure | undefined {
  const valid = username.length <= 255 && username.trim() === username && !/\p{Cc}/u.test(username);
  return valid ? undefined : exception(1042);
}

function parentProblem(request: VaultRequest, credentials: ReadonlyMap<string, Credential>): Failure | undefined {
  const parent = textField(request, 'parent_password');
  return parent === undefined || credentials.has(parent) ? undefined : exception(1007);
}

function answerWith({ id, identifier }: Credential, message: string, status: number, more = {}): Reply {
  return success(message, { credential: { id, tag: identifier, ...more } }, { status });
}
