import { type Authorization, reaches } from '../vault/authorization.js';
import type { Credential, PamState } from '../vault/pam-state.js';
import { exception, type Failure, noAccess } from '../wire/reply.js';
import { param, type VaultRequest } from '../wire/request.js';

export type Found =
  { readonly kind: 'found'; readonly credential: Credential } | { readonly kind: 'refused'; readonly failure: Failure };

/**
 * The credential that a path names: an id, `username@hostname`, or any text beside `?credential={identifier}`.
 * A user name with an `@` is cut at its first one, so its credential is not found: the vault does the same.
 */
export function findCredential(request: VaultRequest, pam: PamState, caller: Authorization): Found {
  const credential = lookUp(param(request, 'reference'), request.query.get('credential'), pam);
  if (!credential) return { kind: 'refused', failure: exception(1007) };
  if (!reaches(caller.credentials, credential.id)) return { kind: 'refused', failure: noAccess() };
  return { kind: 'found', credential };
}

function lookUp(reference: string, identifier: string | null, { credentials }: PamState): Credential | undefined {
  const all = [...credentials.values()];
  if (identifier !== null) return all.find((credential) => credential.identifier === identifier);
  if (/^\d+$/.test(reference)) return credentials.get(reference);
  const at = reference.indexOf('@');
  if (at < 0) return undefined;
  const [username, hostname] = [reference.slice(0, at), reference.slice(at + 1)];
  return all.find((credential) => credential.username === username && credential.hostname === hostname);
}
