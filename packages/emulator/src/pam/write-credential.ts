import { forbidden } from '../auth/restrictions.js';
import { exception, exceptionSaying, missingParameter } from '../server/exceptions.js';
import { success, type Failure, type Reply } from '../server/reply.js';
import { listField, textField, textFieldOf, type VaultRequest } from '../server/request.js';
import { extendReach, reaches, type Authorization } from '../vault/authorization.js';
import type { Vault } from '../vault/vault.js';
import { noAccess } from './find-credential.js';
import { freshIdentifier, type Credential } from './pam-state.js';

/** `POST /pam/credential`: the identifier decides which credential; without it user name and host name do. */
export function createOrUpdate(request: VaultRequest, { pam }: Vault, caller: Authorization): Reply {
  if (!caller.mayWrite) return forbidden();
  const username = textField(request, 'username');
  const hostname = textField(request, 'hostname');
  const ip = textField(request, 'ip');
  if (username === undefined) return missingParameter('username');
  if (hostname === undefined) return exception(1004);
  if (ip === undefined) return exceptionSaying(1005, 'IP is missing');
  const problem = usernameProblem(username) ?? parentProblem(request, pam.credentials);
  if (problem) return problem;
  const identifier = textField(request, 'identifier');
  const existing = [...pam.credentials.values()].find((known) =>
    identifier === undefined
      ? known.username === username && known.hostname === hostname
      : known.identifier === identifier,
  );
  if (identifier !== undefined && [...pam.sshKeys.values()].some((key) => key.identifier === identifier)) {
    return exceptionSaying(1001, 'The identifier is in use');
  }
  if (existing && !reaches(caller.credentials, existing.id)) return noAccess();
  const credential =
    existing ?? newCredential(pam.freeId(), identifier ?? freshIdentifier(), { username, hostname, ip });
  change(credential, request);
  pam.credentials.set(credential.id, credential);
  extendReach(caller.credentials, credential.id);
  return answerWith(credential, existing ? 'Credential updated' : 'Credential created', 201);
}

/** The seed's `PUT /api/pam/credential/{id}`. */
export function updateById(credential: Credential, request: VaultRequest): Reply {
  const problem = usernameProblem(textField(request, 'username') ?? credential.username);
  if (problem) return problem;
  change(credential, request);
  return answerWith(credential, 'Credential updated', 200);
}

function newCredential(
  id: string,
  identifier: string,
  where: { readonly username: string; readonly hostname: string; readonly ip: string },
): Credential {
  return {
    ...{ id, identifier, ...where, password: '', type: 'Local User', tags: [], active: true },
    ...{ additional: null, domain: null, port: null, model: null, expiration: null },
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

function answerWith({ id, identifier }: Credential, message: string, status: number): Reply {
  return success(message, { credential: { id, tag: identifier } }, { status });
}
