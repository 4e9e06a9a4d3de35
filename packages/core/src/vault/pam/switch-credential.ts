import { unlessAlreadySo } from '../already-so.js';
import { pathSegment } from '../input/path-segment.js';
import type { Vault } from '../vault.js';

/**
 * `PUT /iso/pam/credential/{id}` (contract section 4); below `/api` a PUT changes fields, so that there is no other way. Safe to
 * repeat.
 * @returns whether it was inactive; `false` where it was active already
 */
export async function activateCredential(vault: Vault, id: string | number): Promise<boolean> {
  const path = `/iso/pam/credential/${pathSegment('the id of the credential', id)}`;
  return unlessAlreadySo(vault.call({ method: 'PUT', path, repeat: 'safe' }));
}

/**
 * `DELETE /iso/pam/credential/{id}`, or the seed's below `/api`. Nothing is lost: it can be activated again. Safe to repeat.
 * @returns whether it was active; `false` where it was inactive already
 */
export async function deactivateCredential(vault: Vault, id: string | number): Promise<boolean> {
  const segment = pathSegment('the id of the credential', id);
  const at = (path: string) => vault.call({ method: 'DELETE', path: `${path}/${segment}`, repeat: 'safe' });
  return unlessAlreadySo(
    vault.choose('pam', { iso: () => at('/iso/pam/credential'), api: () => at('/api/pam/credential') }),
  );
}
