import { unlessAlreadySo } from '../already-so.js';
import { pathSegment } from '../input/path-segment.js';
import type { Vault } from '../vault.js';

/**
 * `PUT /iso/pam/key/{id}` (contract section 4). The seed has no such route. Safe to repeat.
 * @returns whether it was inactive; `false` where it was active already
 */
export async function activateSshKey(vault: Vault, id: string | number): Promise<boolean> {
  const path = `/iso/pam/key/${pathSegment('the id of the SSH key', id)}`;
  return unlessAlreadySo(vault.call({ method: 'PUT', path, repeat: 'safe' }));
}

/**
 * `DELETE /iso/pam/key/{id}`. Nothing is lost: it can be activated again. Safe to repeat.
 * @returns whether it was active; `false` where it was inactive already
 */
export async function deactivateSshKey(vault: Vault, id: string | number): Promise<boolean> {
  const path = `/iso/pam/key/${pathSegment('the id of the SSH key', id)}`;
  return unlessAlreadySo(vault.call({ method: 'DELETE', path, repeat: 'safe' }));
}
