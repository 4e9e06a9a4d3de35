import { pathSegment } from '../input/path-segment.js';
import type { Vault } from '../vault.js';

/** `POST /api/pam/sshkey/{id}/rotate` [seed]. Asked once: a repeated rotation would make a second key. */
export async function rotateSshKey(vault: Vault, id: string): Promise<void> {
  await vault.call({
    method: 'POST',
    path: `/api/pam/sshkey/${pathSegment('the key', id)}/rotate`,
    repeat: 'only-before-acting',
  });
}
