import { APIError, failureMessage, rotateSshKey, type Vault } from '@senhasegura-action/core/internal';
import type { CleanUpResult } from './clean-up-step.js';

/** "SSH key not found": an optional one, for instance. */
const NOT_FOUND = 1015;

/** Rotates the SSH keys that were used. */
export async function rotateSshKeys(ids: readonly string[], vault: Vault): Promise<readonly CleanUpResult[]> {
  return Promise.all(
    ids.map(async (id): Promise<CleanUpResult> => {
      try {
        await rotateSshKey(vault, id);
        return { kind: 'done', what: `Rotated the SSH key ${id}.` };
      } catch (error) {
        if (error instanceof APIError && error.vaultCode === NOT_FOUND) {
          return { kind: 'left', what: `There is no SSH key ${id} to rotate.` };
        }
        return { kind: 'failed', what: `The SSH key ${id} was not rotated: ${failureMessage(error)}` };
      }
    }),
  );
}
