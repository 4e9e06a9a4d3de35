import { type Authorization, reaches } from '../vault/authorization.js';
import type { Credential, PamState } from '../vault/pam-state.js';
import { exception, type Failure, noAccess } from '../wire/reply.js';
import { param, type VaultRequest } from '../wire/request.js';

export type Found =
  { readonly kind: 'found'; readonly credential: Credential } | { readonly kind: 'refused'; readonly failure: Failure };

/**
 * The credential that a path names: an id, `username@hostname`, or any text beside `?credential=` with an identifier or an
 * id, which is how the Ansible collection asks. It also deletes by the bare identifier.
 * A user name with an `@` is cut at its first one, so its credential is not found: the vendor's page says the same.
 */
export function findCredential(request: VaultRequest, pam: PamState, caller: Authorization): Found {
  const credential = lookUp(request, pam);
  if (!credential) return { kind: 'refused', failure: exception(1007) };
  if (!reaches(caller.credentials, credential.id)) return { kind: 'refused', failure: noAccess() };
  return { kind: 'found', credential };
}

function lookUp(request: VaultRequest, { credentials }: PamState): Credential | undefined {
  const all = [...credentials.values()];
  const asked = request.query.get('credential');
  if (asked !== null) return all.find(({ identifier, id }) => identifier === asked || id === asked);
  const reference = param(request, 'reference');
  if (/^\d+$/.test(reference)) return credentials.get(reference);
  const at = reference.indexOf('@');
  if (at < 0) return request.method === 'DELETE' ? all.find(({ identifier }) => identifier === reference) : undefined;
  const [username, hostname] = [reference.slice(0, at), reference.slice(at + 1)];
  return all.find((credential) => credential.username === username && credential.hostname === hostname);
}
